"""The window as an assistive program sees it, and the hands of a person: keys, text and clicks.

Nothing waits for a fixed time: what is wanted is waited for until it is so, up to a limit.
"""

import functools
import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

# The longest that anything may take, in seconds.
PATIENCE = 30.0

SIZE = (1280, 1000)


class Failed(Exception):
    """Something did not become as it should."""


class Gone(Exception):
    """A node is not there any more."""


def listen():
    """Tells the desktop that an assistive program listens, as a screen reader does."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    wanted = GLib.Variant("(ssv)", ("org.a11y.Status", "ScreenReaderEnabled", GLib.Variant("b", True)))
    properties = "org.freedesktop.DBus.Properties"
    flags = Gio.DBusCallFlags.NONE
    bus.call_sync("org.a11y.Bus", "/org/a11y/bus", properties, "Set", wanted, None, flags, -1, None)
    Atspi.init()


class Node:
    """A node of the accessibility tree."""

    def __init__(self, accessible, place):
        self.accessible = accessible
        # Its place in the order of the tree.
        self.place = place
        self.name = accessible.get_name() or ""

    @functools.cached_property
    def role(self):
        return self.accessible.get_role_name() or ""

    def has(self, state):
        return self.accessible.get_state_set().contains(state)

    def rect(self):
        component = self.accessible.get_component_iface()
        if component is None:
            raise Gone
        extents = component.get_extents(Atspi.CoordType.SCREEN)
        return (extents.x, extents.y, extents.width, extents.height)

    def text(self):
        found = self.accessible.get_text_iface()
        return found.get_text(0, -1) if found else ""

    def value(self):
        found = self.accessible.get_value_iface()
        return found.get_current_value() if found else None

    def __repr__(self):
        return f"{self.role} “{self.name}”"


class Window:
    """The program with a file open."""

    def __init__(self, program, file):
        self.focused = None
        self.heard = 0
        self.listener = Atspi.EventListener.new(self.hear)
        self.listener.register("object:state-changed:focused")
        self.log = open(os.path.join(os.environ["WORK"], "log"), "w", encoding="utf-8")
        self.process = subprocess.Popen([program, file], stdout=self.log, stderr=self.log)
        self.window = self.wait("a window", self.find_window)
        subprocess.run(["xdotool", "windowmove", self.window, "0", "0", "windowsize", self.window,
                        str(SIZE[0]), str(SIZE[1]), "windowfocus", "--sync", self.window], check=True)
        self.application = self.wait("the window in the accessibility tree", self.find_application)
        self.wait("the canvas", lambda: self.find("Map: ", role="canvas"))

    def find_window(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "Pathos"], capture_output=True, text=True)
        return next(iter(found.stdout.split()), None)

    def find_application(self):
        desktop = Atspi.get_desktop(0)
        for n in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(n)
            if child and child.get_process_id() == self.process.pid:
                child.set_cache_mask(Atspi.Cache.NONE)
                return child
        return None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error:
            picture = os.path.join(os.environ.get("SHOTS", os.environ["WORK"]), "failed.png")
            subprocess.run(["import", "-window", "root", picture], check=False)
            print(f"picture: {picture}", file=sys.stderr)
        self.listener.deregister("object:state-changed:focused")
        self.process.kill()
        self.process.wait()

    # Waiting.

    def hear(self, event):
        # What has the keyboard already may say so again, and the window says so for as long as a frame in
        # between.
        if not event.detail1 or (self.focused and self.focused.accessible == event.source):
            return
        try:
            node = Node(event.source, 0)
            is_place = node.role != "frame"
        except GLib.Error:
            # It is gone again.
            return
        if is_place:
            self.focused = node
            self.heard += 1

    def turn(self):
        """Takes what the program has said meanwhile."""
        while GLib.MainContext.default().iteration(False):
            pass

    def wait(self, what, condition, patience=PATIENCE):
        end = time.monotonic() + patience
        while True:
            self.turn()
            try:
                found = condition()
            except (GLib.Error, Gone):
                # A node that went while it was looked at.
                found = None
            if found:
                return found
            if self.process.poll() is not None:
                raise Failed(f"the program ended while waiting for {what}")
            if time.monotonic() > end:
                raise Failed(f"no {what}; the keyboard is at {self.focused}")
            time.sleep(0.004)

    # Looking.

    def nodes(self, root=None):
        """Every node below a node, in the order of the tree, each when it is asked for."""
        place = 0
        waiting = [root or self.application]
        while waiting:
            accessible = waiting.pop()
            yield Node(accessible, place)
            place += 1
            children = [accessible.get_child_at_index(n) for n in range(accessible.get_child_count())]
            waiting.extend(child for child in reversed(children) if child)

    def find(self, name, role=None, whole=False, after=-1):
        """The first node whose name begins with, or is, a name."""
        for node in self.nodes():
            fits = node.name == name if whole else node.name.startswith(name)
            if fits and (role is None or node.role == role) and node.place > after:
                return node
        return None

    def title(self):
        found = subprocess.run(["xdotool", "getwindowname", self.window], capture_output=True, text=True, check=True)
        return found.stdout

    # Doing.

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--delay", "4", *keys], check=True)

    def write(self, text):
        """Types a text; its line breaks are made with Shift+Enter."""
        for n, line in enumerate(text.split("\n")):
            if n:
                self.key("shift+Return")
            if line:
                subprocess.run(["xdotool", "type", "--delay", "3", "--", line], check=True)

    def click(self, x, y, button="1", times=1):
        place = ["mousemove", str(int(x)), str(int(y))]
        subprocess.run(["xdotool", *place, "click", "--repeat", str(times), "--delay", "5", button], check=True)

    def move_focus(self, key):
        """Presses a key that takes the keyboard elsewhere, and waits until it is there."""
        before = self.heard
        self.key(key)
        self.wait(f"other widget after {key}", lambda: self.heard > before)
        return self.focused

    def save(self):
        """Saves and waits until it is done."""
        self.key("ctrl+s")
        self.wait("clean title after saving", lambda: "•" not in self.title())


def report(name, run):
    """Runs a test and tells how it went."""
    start = time.monotonic()
    try:
        run()
    except Failed as error:
        print(f"FAILED: {name}: {error}", file=sys.stderr)
        sys.exit(1)
    print(f"ok: {name} ({time.monotonic() - start:.0f} s)")
