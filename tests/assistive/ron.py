"""Reads a map's file: structs become dicts, named values tuples of their name and what they hold."""

import re

TOKEN = re.compile(
    r'\s*(?://[^\n]*\n\s*)*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<number>-?\d+(?:\.\d+)?)|(?P<name>\w+)|(?P<sign>[()\[\]:,]))'
)


def load(path):
    """The map in a file."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    tokens = [match for match in TOKEN.finditer(text)]
    reader = Reader([(match.lastgroup, match.group(match.lastgroup)) for match in tokens])
    return reader.value()[1]["map"]


class Reader:
    def __init__(self, tokens):
        self.tokens = tokens + [(None, None)]
        self.at = 0

    def next(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def peek(self, ahead=0):
        return self.tokens[self.at + ahead][1]

    def value(self):
        kind, text = self.next()
        if kind == "string":
            return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text[1:-1])
        if kind == "number":
            return float(text) if "." in text else int(text)
        if kind == "name":
            if text in ("true", "false"):
                return text == "true"
            return (text, self.group()) if self.peek() == "(" else text
        if text == "[":
            return self.items("]")
        self.at -= 1
        return self.group()

    def group(self):
        """What stands in round brackets: fields with names, or values."""
        self.next()
        if self.peek(1) != ":" or self.peek() == "(":
            return tuple(self.items(")"))
        fields = {}
        while self.peek() != ")":
            name = self.next()[1]
            self.next()
            fields[name] = self.value()
            if self.peek() == ",":
                self.next()
        self.next()
        return fields

    def items(self, end):
        items = []
        while self.peek() != end:
            items.append(self.value())
            if self.peek() == ",":
                self.next()
        self.next()
        return items


def without_ids(text):
    """A file's text with each id in the place of its kind and number, in the order of their coming."""
    seen = {}

    def number(found):
        kind = found[1]
        return f'"{kind}-{seen.setdefault(found[0], len(seen))}"'

    return re.sub(r'"(m|p|ch|st|s|l|c|r|co|pp|op|me)-[0-9a-z-]+"', number, text)
