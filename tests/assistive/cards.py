"""An assistive program in the real window: lists every card with its name and value, and presses each of
its actions.

cards.py PROGRAM FOLDER-OF-THE-SAMPLE cards
"""

import os
import shutil
import sys

import ron
from client import Atspi, Failed, Window, listen, report


def main():
    program, folder, name = sys.argv[1:]
    work = os.path.join(os.environ["WORK"], name)
    shutil.copytree(folder, work)
    file = os.path.join(work, "sample.ron")
    map = ron.load(file)

    def run():
        with Window(program, file) as window:
            check(window, map, file)

    listen()
    report("every card is listed with its value, and each of its actions is pressed", run)


def check(window, map, file):
    window.key("ctrl+shift+o")
    window.wait("the outline", lambda: window.find("Outline", role="tree"))
    emotions = {rating["at"][1][0]: rating["actual"] for rating in map["ratings"]
                if rating["persona"] == map["personas"][0]["id"] and "channel" not in rating}
    lanes = {lane["id"]: lane for lane in map["lanes"]}
    for card in map["cards"]:
        title = card["title"].replace("\n", " ")
        value = emotions.get(card["id"])
        places = ["tree item"]
        # On the canvas stands what is in a lane that is shown and not folded.
        lane = lanes.get(card["place"][1][0]) if isinstance(card["place"], tuple) else None
        if lane and not lane.get("hidden") and not lane.get("collapsed"):
            places.append("list item")
        for role in places:
            press(window, title, role, value)
    unrated = [card for card in map["cards"] if card["id"] not in emotions]
    if len(emotions) < 2 or not unrated:
        raise Failed("the sample has too few cards with and without a value")
    rated = next(card for card in map["cards"] if card["id"] in emotions)
    set_value(window, rated, file)


def find_card(window, title, role):
    return window.wait(f"the {role} of “{title}”", lambda: window.find(title, role=role))


def press(window, title, role, value):
    """Everything that can be asked of a card."""
    node = find_card(window, title, role)
    if node.value() != value and not (value is None and node.value() in (None, 0.0)):
        raise Failed(f"“{node.name}” has the value {node.value()} and not {value}")
    actions = node.accessible.get_action_iface()
    count = actions.get_n_actions() if actions else 0
    if count == 0:
        raise Failed(f"nothing can be done with {node}")
    for n in range(count):
        deselect(window)
        actions.do_action(n)
        shows(window, title, role)
    deselect(window)
    node.accessible.get_component_iface().grab_focus()
    shows(window, title, role)


def deselect(window):
    canvas = window.find("Map: ", role="canvas")
    canvas.accessible.get_component_iface().grab_focus()
    window.key("Escape")
    window.wait("nothing selected", lambda: not window.find("Card", whole=True) and window.find("Scenario", whole=True))


def shows(window, title, role):
    """The card is selected, and the inspector shows it."""
    window.wait(f"“{title}” selected", lambda: find_card(window, title, role).has(Atspi.StateType.SELECTED))
    window.wait("the card's form", lambda: window.find("Kano class", whole=True))


def set_value(window, card, file):
    """The value is the emotion: setting it sets that, on the canvas and in the file."""
    for role, value in [("list item", 2), ("tree item", -2)]:
        node = find_card(window, card["title"], role)
        node.accessible.get_value_iface().set_current_value(value)
        window.wait(f"the value {value}", lambda: find_card(window, card["title"], "list item").value() == value)
        window.save()
        ratings = ron.load(file)["ratings"]
        found = [rating["actual"] for rating in ratings if rating["at"] == ("Card", (card["id"],))]
        if value not in found:
            raise Failed(f"the emotion {value} is not in the file: {found}")


main()
