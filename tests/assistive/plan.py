"""How a map is rebuilt: the steps of a person who has the sample at hand.

- ("command", name): does something by its name in the menus;
- ("name", text): types the name of what was just added;
- ("select", kind, title): selects a part of the map;
- ("cards", lane, step, titles): types cards into an empty cell, one below the other;
- ("form", actions): fills fields of the inspector, in the order in which they stand there:
  ("text", field, text), ("choose", field, value), ("press", button), ("open", section), ("pick", button, name),
  ("path", button, file), ("back",): what follows stands above, ("begun", field): what was just added has the
  keyboard in this field.
"""

import os

BACK = ("back",)

WORDS = {
    "Ease": "Ease and success", "Pains": "Pain points", "Evidence": "Physical evidence", "Flow": "Leads to",
    "ChannelSwitch": "Channel switch", "HandOff": "Hand-off", "Auto": "Automatic", "DashDot": "Dash-dot",
    "Nps": "NPS", "Csat": "CSAT", "Ces": "CES", "ResponseTime": "Response time", "Own": "Metric",
    "Higher": "Higher is better", "Lower": "Lower is better", "Gray": "Grey", "No": "Failed", "Yes": "Succeeded",
}
EMOTIONS = {-2: "very bad, −2", -1: "bad, −1", 0: "neutral, 0", 1: "good, +1", 2: "very good, +2"}
UNITS = {"Seconds": "s", "Minutes": "min", "Hours": "h", "Days": "d", "Weeks": "wk", "Months": "mo"}
LANGUAGES = {"en": "English"}
CHANNELS = {"web": "Web", "print": "Print"}


def words(value):
    return WORDS.get(value, value)


def number(value):
    return str(int(value)) if value == int(value) else str(value)


class Plan:
    def __init__(self, sample, folder):
        self.map = sample
        self.folder = folder
        self.steps = {step["id"]: (stage, step) for stage in sample["stages"] for step in stage["steps"]}
        self.named = {record["id"]: record for table in ("stages", "lanes", "cards", "personas", "channels", "pains",
                                                          "opportunities") for record in sample.get(table, [])}

    def name(self, at):
        """What a list calls a place."""
        kind, (found,) = at
        if kind == "Step":
            stage, step = self.steps[found]
            return f"{stage['title']}: {step['title']}"
        return self.named[found]["title"]

    def channel(self, channel):
        own = self.named.get(channel)
        return own["name"] if own else CHANNELS[channel]

    def all(self):
        map = self.map
        yield ("form", list(self.head()))
        for persona in map["personas"]:
            yield ("command", "Add a persona")
            yield ("form", [("begun", "Name"), *self.persona(persona)])
        yield from self.grid()
        yield from self.cells()
        for card in map["cards"]:
            yield ("select", "card", card["title"])
            if list(self.placed(card)):
                yield ("command", "Move to…")
                yield ("dialog", list(self.placed(card)), "Move")
            yield ("form", list(self.card(card)))
        for opportunity in map["opportunities"]:
            yield ("select", "map", "")
            yield ("form", [("open", "Pain points and opportunities"), ("press", "Add an opportunity"),
                            ("begun", "Name"), *self.opportunity(opportunity)])
        yield ("select", "map", "")
        yield ("form", list(self.rest()))

    # The map itself.

    def head(self):
        map = self.map
        yield ("text", "Title", map["title"])
        yield ("choose", "State", words(map["state"]))
        yield ("text", "Period, such as 2027", map["period"])
        yield ("choose", "Language", LANGUAGES[map["language"]])
        for record, field, name in [
            ("scenario", "situation", "Situation"), ("scenario", "goal", "Goal of the persona"),
            ("scenario", "expectation", "Expectation"), ("purpose", "vision", "Vision"),
            ("purpose", "promise", "Promise"), ("purpose", "goal", "Goal of the journey"),
        ]:
            yield ("text", name, map[record][field])
        yield ("text", "Author", map["author"])
        yield ("text", "Edition", map["edition"])
        yield ("text", "Begun on", map["created"])
        yield ("text", "Last held against reality on", map["reviewed"])
        yield ("path", "Choose the map that it starts from…", os.path.join(self.folder, map["baseline"]["path"]))
        yield ("text", "Accent color as a number", map["accent"])
        yield from self.picture(map["logo"])
        yield ("open", "Own channels")
        for channel in map["channels"]:
            if channel["id"].startswith("ch-"):
                yield ("press", "Add a channel")
            else:
                yield ("pick", "Change a built-in channel…", CHANNELS[channel["id"]])
            yield ("begun", "Name of the channel")
            yield ("text", "Name of the channel", channel["name"])
            if channel["id"].startswith("ch-"):
                yield ("choose", "Icon", channel["icon"].replace("-", " ").capitalize())
            if "hue" in channel:
                yield ("press", f"Color: {words(channel['hue']).lower()}")
        yield ("text", "Private note", map["note"])

    def rest(self):
        """What names other parts of the map."""
        map = self.map
        for n, change in enumerate(map["changes"], 1):
            yield ("pick", "Add a change at…", self.name(change["at"]))
            yield BACK
            yield ("choose", f"Opportunity taken with change {n}", self.named[change["opportunity"]]["name"])
            yield ("text", f"Period of change {n}", change["period"])
            yield ("text", f"Why change {n}", change["text"])
        yield ("open", "Metrics")
        for metric in map["metrics"]:
            yield ("press", "Add a metric")
            yield ("begun", "Name of the metric")
            yield from self.metric(metric)

    def metric(self, metric):
        if "name" in metric:
            yield ("text", "Name of the metric", metric["name"])
        yield ("choose", "Metric", words(metric["kind"]))
        if "unit" in metric:
            yield ("text", "Unit", metric["unit"])
        if "range" in metric:
            yield ("text", "Scale, lowest to highest", " to ".join(map(number, metric["range"])))
        if "top_box" in metric:
            yield ("text", "Top answers that count as satisfied", " of ".join(map(number, metric["top_box"])))
        if "target" in metric:
            yield ("text", "To be reached", number(metric["target"]))
        if "better" in metric:
            yield ("choose", "Direction", words(metric["better"]))
        if "owner" in metric:
            yield ("text", "Owner of the metric", metric["owner"])
        if "series" in metric:
            lines = [f"{reading['period']}: {number(reading['value'])}" + (f" (n {reading['n']})" if "n" in reading else "")
                     for reading in metric["series"]]
            yield ("text", "Values, oldest first", "\n".join(lines))
        for at in metric.get("at", []):
            yield ("pick", "Add a place…", self.name(at))

    def picture(self, picture):
        yield ("path", "Choose a picture…", os.path.join(self.folder, "sample.pictures", picture["file"]))
        yield ("text", "What it shows, for those who cannot see it", picture["alt"])
        if "crop" in picture:
            yield ("open", "Part that is shown")
            for edge, part, whole in zip(["Left", "Top", "Right", "Bottom"], picture["crop"], (0, 0, 1000, 1000)):
                if part != whole:
                    yield ("text", f"{edge} edge in percent", number(part / 10))

    # Who, and where.

    def persona(self, persona):
        yield ("text", "Name", persona["name"])
        for field, name in [("role", "Role"), ("quote", "Quote")]:
            if field in persona:
                yield ("text", name, persona[field])
        if "goals" in persona:
            yield ("text", "Goals, one a line", "\n".join(persona["goals"]))
        if "kind" in persona:
            yield ("choose", "Kind", words(persona["kind"]))
        if "picture" in persona:
            yield from self.picture(persona["picture"])
        if "hue" in persona:
            yield ("press", f"Color of the curve: {words(persona['hue']).lower()}")
        if "line" in persona:
            yield ("choose", "Line of the curve", words(persona["line"]))
        if "curve" in persona:
            yield ("choose", "Curve", words(persona["curve"]))
        if "note" in persona:
            yield ("text", "Private note", persona["note"])

    def grid(self):
        for stage in self.map["stages"]:
            yield ("command", "Add a stage after")
            yield ("name", stage["title"])
            fields = [("text", name, stage[field]) for field, name in [("goal", "Goal"), ("note", "Private note")]
                      if field in stage]
            if fields:
                yield ("form", fields)
            for n, step in enumerate(stage["steps"]):
                if n == 0:
                    yield ("select", "step", "New step")
                    yield ("form", [("text", "Title", step["title"])])
                else:
                    yield ("command", "Add a step after")
                    yield ("name", step["title"])
                fields = list(self.step(step))
                if fields:
                    yield ("form", fields)
        zone = "Customer"
        for lane in self.map["lanes"]:
            yield ("command", "Add a lane below")
            yield ("name", lane["title"])
            # A lane begins in the zone of the one above it.
            yield ("form", list(self.lane(lane, zone)))
            zone = lane.get("zone", "Customer")

    def step(self, step):
        for field, name in [("duration", "Duration"), ("waiting", "Waiting time")]:
            if field in step:
                value, unit = step[field]
                yield ("text", name, f"{number(value)} {UNITS[unit]}")
        yield from self.experience(("Step", (step["id"],)))
        if "width" in step:
            yield ("open", "Column")
            yield ("text", "Width in points", number(step["width"]))
        if "note" in step:
            yield ("text", "Private note", step["note"])

    def lane(self, lane, zone_above):
        if "kind" in lane:
            yield ("choose", "Kind", words(lane["kind"]))
        if lane.get("zone", "Customer") != zone_above:
            yield ("choose", "Zone", words(lane.get("zone", "Customer")))
        for persona in lane.get("personas", []):
            yield ("press", f"Shows: {self.named[persona]['name']}")
        if "height" in lane:
            yield ("text", "Least height in points", number(lane["height"]))
        for field, name in [("collapsed", "Collapsed to a thin strip"), ("hidden", "Hidden"),
                            ("pinned", "Kept in sight while scrolling")]:
            if lane.get(field):
                yield ("press", name)
        if "note" in lane:
            yield ("text", "Private note", lane["note"])

    # What stands in the grid.

    def cell(self, card):
        kind, rest = card["place"] if isinstance(card["place"], tuple) else (card["place"], ())
        stages = {stage["id"]: stage for stage in self.map["stages"]}
        if kind == "Parked":
            return self.map["lanes"][1]["id"], self.map["stages"][0]["steps"][0]["id"]
        if kind == "Stage":
            return rest[0], stages[rest[1]]["steps"][0]["id"]
        return rest[0], rest[1]

    def cells(self):
        cells = {}
        for card in self.map["cards"]:
            cells.setdefault(self.cell(card), []).append(card["title"])
        for (lane, step), titles in cells.items():
            yield ("cards", self.named[lane]["title"], self.steps[step][1]["title"], titles)

    def placed(self, card):
        """What the dialog sets for a card that does not stand in one cell."""
        kind, rest = card["place"] if isinstance(card["place"], tuple) else (card["place"], ())
        reach = {"Span": "Several steps", "Stage": "The whole stage", "Parked": "The parking lot, in no step"}.get(kind)
        if reach:
            yield ("choose", "Reaches over", reach)
        if kind == "Span":
            stage, step = self.steps[rest[2]]
            yield ("choose", "Last step", f"{stage['title']}: {step['title']}")

    def card(self, card):
        if "text" in card:
            yield ("text", "Text", card["text"])
        place = card["place"][0] if isinstance(card["place"], tuple) else ""
        lane = self.named[card["place"][1][0]] if place else self.map["lanes"][1]
        usual = {"Actions": "Action"}.get(lane.get("kind"), "Touchpoint")
        if card.get("kind", "Touchpoint") != usual:
            yield ("choose", "Kind", words(card["kind"]))
        for channel in card.get("channels", []):
            yield ("press", f"Channel {self.channel(channel)}")
        if "owner" in card:
            yield ("text", "Owner", card["owner"])
        yield from self.experience(("Card", (card["id"],)))
        yield from self.details(card)
        if "picture" in card:
            yield ("open", "Picture")
            yield from self.picture(card["picture"])
        if "links" in card:
            yield ("open", "Arrows")
            for n, link in enumerate(card["links"], 1):
                yield ("pick", "Add an arrow to…", self.named[link["to"]]["title"])
                yield BACK
                yield ("choose", f"Meaning of arrow {n}", words(link["kind"]))
                yield ("text", f"Words at arrow {n}", link["label"])
        if "note" in card:
            yield ("open", "Private note")
            yield ("text", "Printed only on request", card["note"])

    def details(self, card):
        for persona in card.get("personas", []):
            yield ("press", f"Concerns: {self.named[persona]['name']}")
        if "evidence" in card:
            yield ("choose", "Evidence", self.backed(card))
        if "source" in card:
            yield ("text", "Source", card["source"])
        if "date" in card:
            yield ("text", "Date", card["date"])
        if "kano" in card:
            yield ("choose", "Kano class", words(card["kano"]))
        if "hue" in card:
            yield ("press", f"Color: {words(card['hue']).lower()}")
        if "tags" in card:
            yield ("text", "Tags, with commas between", ", ".join(card["tags"]))
        if "language" in card:
            yield ("text", "Language, where it differs", card["language"])

    def backed(self, record):
        return {"Partly": "Partly researched"}.get(record["evidence"], record["evidence"])

    # How it feels.

    def experience(self, at):
        ratings = [rating for rating in self.map["ratings"] if rating["at"] == at]
        for persona in self.map["personas"]:
            own = [rating for rating in ratings if rating["persona"] == persona["id"]]
            for rating in sorted(own, key=lambda rating: "channel" in rating):
                yield from self.rating(rating, persona["name"])
        callouts = [callout for callout in self.map["callouts"] if callout["at"] == at]
        marks = {"High": "high", "Low": "low", "MomentOfTruth": "moment of truth", "KeepsPromise": "keeps the promise",
                 "BreaksPromise": "breaks the promise"}
        for callout in callouts:
            yield ("press", f"Mark: {marks[callout['kind']]}")
        for callout in callouts:
            name = marks[callout["kind"]].capitalize()
            yield ("text", f"{name}: why", callout["text"])
            if "persona" in callout:
                yield ("pick", "For whom…", self.named[callout["persona"]]["name"])
        pains = [pain for pain in self.map["pains"] if pain["at"][0] == at]
        for n, pain in enumerate(pains, 1):
            yield ("press", "Add a pain point")
            yield ("begun", f"Pain point {n}")
            yield from self.pain(pain, n)

    def rating(self, rating, name):
        if "channel" in rating:
            yield ("open", f"{name} by channel")
            yield ("pick", f"Rate {name} in a channel…", self.channel(rating["channel"]))
            name = f"{name} in {self.channel(rating['channel'])}"
            yield BACK
        if "actual" in rating:
            yield ("press", f"{name} feels {EMOTIONS[rating['actual']]}")
        if "word" in rating:
            yield ("text", f"{name}'s word for it", rating["word"])
        of_channels = [other for other in self.map["ratings"] if "channel" in other and other is not rating
                       and (other["persona"], other["at"]) == (rating["persona"], rating["at"])]
        if "channel" not in rating and (of_channels or {"expected", "ease", "success"} & rating.keys()):
            yield ("open", f"More of {name}")
        if "expected" in rating:
            yield ("press", f"{name} expects {EMOTIONS[rating['expected']]}")
        if "ease" in rating:
            yield ("press", f"Ease for {name}: {rating['ease']}")
        if "success" in rating:
            yield ("press", f"Success of {name}: {words(rating['success'])}")

    def pain(self, pain, n):
        yield ("text", f"Pain point {n}", pain["text"])
        yield ("press", f"Pain point {n}: {pain['severity'].lower()}")
        yield ("open", f"More of pain point {n}")
        if pain.get("resolved"):
            yield ("press", "No longer hurts")
        for persona in pain.get("personas", []):
            yield ("press", f"Hurts: {self.named[persona]['name']}")
        yield ("text", "Owner of the pain", pain["owner"])
        yield ("choose", "Evidence of the pain", self.backed(pain))
        yield ("text", "Source of the evidence", pain["source"])
        for at in pain["at"][1:]:
            yield ("pick", "Add a place…", self.name(at))
        yield ("text", "Note on the pain", pain["note"])

    def opportunity(self, opportunity):
        yield ("text", "Name", opportunity["name"])
        yield ("text", "Text", opportunity["text"])
        yield ("choose", "Status", words(opportunity["status"]))
        yield ("press", f"Impact: {opportunity['impact']}")
        yield ("press", f"Effort: {opportunity['effort']}")
        yield ("text", "Period, such as 2027-Q1", opportunity["period"])
        yield ("text", "Owner", opportunity["owner"])
        for pain in opportunity["answers"]:
            yield ("pick", "Add a pain point…", self.named[pain]["text"])
        for at in opportunity["at"]:
            yield ("pick", "Add a place…", self.name(at))
        yield ("text", "Private note", opportunity["note"])
