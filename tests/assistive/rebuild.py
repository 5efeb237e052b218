"""Rebuilds the sample from an empty map in the real window: by keyboard alone, or by clicks and typing.

rebuild.py PROGRAM FOLDER-OF-THE-SAMPLE keyboard|clicks
"""

import difflib
import itertools
import os
import shutil
import sys
import time

import ron
from client import PATIENCE, Atspi, Failed, Window, listen, report
from plan import BACK, Plan

# For how long something has to stay where it is to be at rest, in seconds, where it may glide and where it may be
# pushed down by a text that grows.
REST = 0.5
SHORT_REST = 0.2

# How far a notch of the wheel scrolls at least, in pixels.
NOTCH = 40

# More widgets than there are in the window, and more than one has to scroll.
MANY = 400


def begun(window, field):
    """What was just added has the keyboard."""
    window.wait(f"the keyboard in “{field}”", lambda: window.focused.name == field)


def choose_by_letters(window, value):
    """Goes to a name in an open list by its letters."""
    for _ in range(10):
        if window.focused.name == value:
            return
        window.write(value)
        try:
            window.wait(f"“{value}”", lambda: window.focused.name == value, patience=3)
        except Failed:
            # Letters that came late were taken for another name; those of the next round begin anew.
            pass
    raise Failed(f"“{value}” is not in the list; the keyboard is at {window.focused}")


class ByKeyboard:
    """A person who has no pointer."""

    def __init__(self, window):
        self.window = window

    def command(self, name):
        window = self.window
        window.move_focus("ctrl+k")
        window.write(name.rstrip("…"))
        self.reach(name)
        window.move_focus("Return")

    def reach(self, name):
        """Goes down in a list from where the letters have led to a name."""
        window = self.window
        for _ in range(20):
            try:
                return window.wait(f"“{name}”", lambda: window.focused.name == name, patience=3)
            except Failed:
                window.move_focus("Down")
        raise Failed(f"“{name}” is not reached; the keyboard is at {window.focused}")

    def name(self, text):
        window = self.window
        window.wait("the text in its place", lambda: window.focused.name in ("Stage title", "Step title", "Lane name"))
        window.write(text)
        window.move_focus("Return")

    def select(self, kind, title):
        window = self.window
        if kind == "map":
            # From wherever the keyboard is, first to the canvas.
            self.region("canvas")
            window.key("Escape")
            window.wait("nothing selected", lambda: window.focused.name.startswith("Map: "))
            return
        self.command(title)

    def region(self, role):
        window = self.window
        for _ in range(8):
            if role == "canvas" and window.focused.role in ("canvas", "list item"):
                return
            if role != "canvas" and window.focused.name == role:
                return
            window.move_focus("F6")
        raise Failed(f"F6 does not lead to {role}")

    def cards(self, lane, step, titles):
        window = self.window
        self.command(lane)
        for _ in range(MANY):
            window.move_focus("Right")
            name = window.focused.name
            if name.startswith("Empty cell, ") and step in name:
                break
        else:
            raise Failed(f"no empty cell of {lane} and {step}")
        self.type_cards(titles)

    def type_cards(self, titles):
        window = self.window
        for n, title in enumerate(titles):
            window.write(title) if n == 0 else self.next_card(title)
        window.wait("the card's text", lambda: window.focused.name == "Card title")
        window.move_focus("Return")
        window.move_focus("Escape")

    def next_card(self, title):
        window = self.window
        window.wait("the card's text", lambda: window.focused.name == "Card title")
        window.move_focus("Return")
        window.write(title)

    def form(self, actions):
        if actions and actions[0][0] != "begun":
            self.region("Inspector")
        self.fields(actions)

    def dialog(self, actions, button):
        self.fields([*actions, ("press", button)])

    def fields(self, actions):
        key = "Tab"
        for action in actions:
            if action == BACK:
                key = "shift+Tab"
                continue
            kind, name, *rest = action
            if kind == "begun":
                begun(self.window, name)
                continue
            self.go_to(name, key)
            key = "Tab"
            getattr(self, kind)(*rest)

    def go_to(self, name, key):
        window = self.window
        for _ in range(MANY):
            if window.focused.name == name:
                return
            window.move_focus(key)
        raise Failed(f"“{name}” is not reached with {key}")

    def text(self, text):
        self.window.write(text)

    def press(self):
        self.window.key("space")

    def open(self):
        if not self.window.focused.has(Atspi.StateType.EXPANDED):
            self.window.key("space")

    def choose(self, value):
        window = self.window
        window.move_focus("Return")
        choose_by_letters(window, value)
        window.move_focus("Return")

    pick = choose

    def path(self, path):
        window = self.window
        window.key("Return")
        window.wait("the dialog for a file", lambda: window.focused.name == "Path or name")
        window.write(path)
        window.move_focus("Return")


class ByClicks:
    """A person who clicks and types, and cannot drag."""

    MENUS = {"Add a persona": "Insert", "Add a stage after": "Insert", "Add a step after": "Insert",
             "Add a lane below": "Insert", "Move to…": "Arrange"}

    # A section may be called as one of its fields.
    ROLES = {"text": "entry", "choose": "combo box"}

    # Fields that every record of a list has.
    OF_THE_LAST = ("Name of the channel", "Icon", "Metric", "Name of the metric")

    def __init__(self, window):
        self.window = window
        # Whether the fields stand in the inspector, or in a dialog.
        self.in_inspector = True
        # Whether what was pressed last may have brought fields or taken some, so that others move.
        self.may_move = False

    def press_node(self, node):
        x, y, width, height = self.window.wait(f"the place of {node}", node.rect)
        self.window.click(x + width / 2, y + height / 2)

    def seek(self, name, role=None, whole=True, after=-1):
        return self.window.wait(f"“{name}”", lambda: self.window.find(name, role, whole, after))

    def command(self, name):
        self.press_node(self.seek(self.MENUS[name]))
        entry = self.window.wait("the menu", lambda: self.in_menu(name))
        self.settle(lambda: entry)
        self.press_node(entry)

    def in_menu(self, name):
        """The entry of an open menu; a menu stands before the toolbar, which knows the same names."""
        for node in self.window.nodes():
            if node.name == "Toolbar":
                return None
            if node.name == name:
                return node
        return None

    def name(self, text):
        window = self.window
        window.wait("the text in its place", lambda: window.focused.name in ("Stage title", "Step title", "Lane name"))
        window.write(text)
        window.move_focus("Return")

    def select(self, kind, title):
        window = self.window
        if kind == "map":
            x, y, width, height = self.seek("Map: ", role="canvas", whole=False).rect()
            return window.click(x + width - 12, y + height - 12)
        self.fit()
        before = {"card": "", "step": "Step 1, "}[kind]
        self.press_node(self.seek(before + title, role="list item", whole=False))

    def fit(self):
        """The whole map in view."""
        self.press_node(self.seek("Fit the map"))
        # What stands on the canvas goes with it; an empty map has no step yet.
        steps = lambda: self.window.find("Step ", "list item", False, -1)
        self.settle(lambda: steps() or self.seek("Map: ", role="canvas", whole=False))

    def settle(self, find, rest=REST):
        """Waits until something stays where it is: what is scrolled glides for a while."""
        last, since = None, time.monotonic()

        def rests():
            nonlocal last, since
            rect = find().rect()
            if rect != last:
                last, since = rect, time.monotonic()
            return time.monotonic() - since > rest

        self.window.wait("rest", rests)

    def cards(self, lane, step, titles):
        self.fit()
        row = self.seek(f"Lane, {lane}, ", whole=False).rect()
        column = self.seek("Step ", role="list item", whole=False)
        while f", {step}, " not in column.name:
            column = self.seek("Step ", role="list item", whole=False, after=column.place)
        column = column.rect()
        self.window.click(column[0] + column[2] / 2, row[1] + row[3] / 2)
        # In the middle of an empty cell stands the “+”, which begins a card.
        self.window.wait("a card", lambda: self.window.focused.name == "Card title")
        ByKeyboard(self.window).type_cards(titles)

    def form(self, actions):
        self.in_inspector = True
        self.fields(actions)

    def dialog(self, actions, button):
        self.in_inspector = False
        self.fields([*actions, ("press", button)])

    def fields(self, actions):
        for action in actions:
            if action == BACK:
                continue
            kind, name, *rest = action
            if kind == "begun":
                begun(self.window, name)
                continue
            node = self.in_sight(name, self.ROLES.get(kind))
            self.settle(lambda: node, REST if self.may_move else SHORT_REST)
            getattr(self, kind)(node, *rest)
            self.may_move = kind != "text"

    def in_sight(self, name, role):
        """A widget of the inspector or a dialog, scrolled to where it can be clicked."""
        window = self.window

        def find():
            nodes = window.nodes()
            if self.in_inspector:
                nodes = itertools.dropwhile(lambda node: (node.name, node.role) != ("Inspector", "panel"), nodes)
            found = [node for node in nodes if node.name == name and role in (None, node.role)
                     and node.has(Atspi.StateType.FOCUSABLE)]
            # Of several records the last one is described.
            return found[-1 if name in self.OF_THE_LAST else 0] if found else None

        node = window.wait(f"“{name}”", find)
        panel = self.seek("Inspector", role="panel").rect()
        x, y, width, height = node.rect()
        if not panel[0] <= x <= panel[0] + panel[2]:
            # A dialog takes its new place where fields come or go.
            self.settle(lambda: node)
            return node
        for _ in range(MANY):
            # How far it has to go down, or up, to be in sight.
            down = max(panel[1] + 8 - y, 0) or min(panel[1] + panel[3] - 8 - y - height, 0)
            if down == 0:
                return node
            notches = max(1, min(abs(down) // (3 * NOTCH), 20))
            middle = (panel[0] + panel[2] / 2, panel[1] + panel[3] / 2)
            window.click(*middle, "4" if down > 0 else "5", notches)
            try:
                window.wait("scrolling", lambda: node.rect()[1] != y, patience=5)
            except Failed:
                # At the end it does not go on; what is wanted has moved all the same, or never will.
                pass
            self.settle(lambda: node)
            y = node.rect()[1]
        raise Failed(f"“{name}” does not come into sight")

    def text(self, node, text):
        for patience in (2, 2, PATIENCE):
            # A form that has just changed may take its place while it is clicked.
            self.press_node(node)
            try:
                self.window.wait(f"the keyboard in “{node.name}”", lambda: self.window.focused.name == node.name, patience)
                break
            except Failed:
                if patience == PATIENCE:
                    raise
        self.window.key("ctrl+a")
        self.window.write(text)

    def press(self, node):
        self.press_node(node)

    def open(self, node):
        if not node.has(Atspi.StateType.EXPANDED):
            self.press_node(node)

    def choose(self, node, value):
        window = self.window
        self.press_node(node)
        window.wait("the list", lambda: window.find(value, role="list item", whole=True))
        choose_by_letters(window, value)
        row = window.focused
        self.settle(lambda: row)
        self.press_node(row)

    pick = choose

    def path(self, node, path):
        window = self.window
        self.press_node(node)
        window.wait("the dialog for a file", lambda: window.focused.name == "Path or name")
        window.write(path)
        # A click would come before the last letters where a machine is slow.
        window.key("Return")


def main():
    program, folder, way = sys.argv[1:]
    work = os.path.join(os.environ["WORK"], way)
    os.mkdir(work)
    file = os.path.join(work, "rebuilt.ron")
    shutil.copy(os.path.join(folder, "empty.ron"), file)
    shutil.copy(os.path.join(folder, "before.ron"), work)
    sample = os.path.join(folder, "sample.ron")
    # What is chosen stands beside the map, as it stands beside the sample.
    shutil.copytree(os.path.join(folder, "sample.pictures"), os.path.join(work, "sample.pictures"))
    plan = Plan(ron.load(sample), work)

    def run():
        with Window(program, file) as window:
            person = {"keyboard": ByKeyboard, "clicks": ByClicks}[way](window)
            for kind, *rest in plan.all():
                if os.environ.get("VERBOSE"):
                    print(kind, *rest, flush=True)
                getattr(person, kind)(*rest)
            window.save()
        texts = []
        for path in (sample, file):
            with open(path, encoding="utf-8") as text:
                lines = [line for line in text.read().splitlines(keepends=True) if not line.startswith("//")]
            texts.append(ron.without_ids("".join(lines)).splitlines(keepends=True))
        differences = list(difflib.unified_diff(*texts, "sample", "rebuilt"))
        if differences:
            raise Failed("the files differ:\n" + "".join(differences))

    listen()
    report(f"the sample is rebuilt by {way}", run)


main()
