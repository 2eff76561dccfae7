"""Numbers over time drawn as SVG by pygal, without its scripts and styles: colours and type are the page's own."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from pygal import Bar
from pygal.style import Style

from bot.report.figures import Figure, Row

MARGIN = 4  # pixels
LETTERS = 17  # pixels: as large as those around it, in the style of the page too
PLAIN = {
    "js": (), "css": (), "disable_xml_declaration": True, "show_legend": False, "truncate_label": -1, "margin": MARGIN,
    "style": Style(label_font_size=LETTERS, major_label_font_size=LETTERS),
}  # fmt: skip
WIDE, NARROW = 870, 300  # pixels: as wide as there is room at a desk, and on a small phone
LABELS_APART = 100  # pixels between labels on an axis of time
GONE = {"defs", "desc", "title", "script", "style"}  # pygal's own; the page's stand in their place


def chart(figure: Figure, width: int = NARROW) -> str:
    """An `svg` element so many pixels wide, with a title and a description; only numbers that are shown are in it."""
    rows = figure.drawn
    drawn = _over_time(rows, width)
    name = f"{figure.id}-{width}"
    for index, (tag, words) in enumerate((("title", figure.title), ("desc", _described(rows)))):
        element = ET.Element(tag, {"id": f"{name}-{tag}"})
        element.text = words
        drawn.insert(index, element)
    drawn.attrib.update({"id": name, "class": "chart", "role": "img", "aria-labelledby": f"{name}-title {name}-desc"})
    return ET.tostring(drawn, "unicode")


def _over_time(rows: Sequence[Row], width: int) -> ET.Element:
    every = -(-len(rows) * LABELS_APART // width)
    bars = Bar(
        **PLAIN, width=width, height=width // 5 + 120, max_scale=6, formatter=_whole,
        show_minor_x_labels=False, x_labels_major_every=every,
    )  # fmt: skip
    bars.x_labels = [row.short or row.label for row in rows]
    bars.add("", [row.count for row in rows])
    return _tree(bars)


def _tree(bars: Bar) -> ET.Element:
    drawn = bars.render_tree()
    assert isinstance(drawn, ET.Element)  # noqa: S101 - pygal has no types
    _strip(drawn)
    return drawn


def _strip(element: ET.Element) -> None:
    """Take away what only pygal's own scripts and styles would use."""
    for child in list(element):
        classes = child.get("class", "").split()
        if not isinstance(child.tag, str) or child.tag in GONE or {"overlay", "tooltip-overlay"} & {*classes}:
            element.remove(child)
        else:
            _strip(child)


def _described(rows: Sequence[Row]) -> str:
    most = max(rows, key=lambda row: row.count or 0)
    return f"A bar chart. The largest number is {most.count}, {most.label}. The table has all numbers."


def _whole(number: float) -> str:
    return f"{number:,.0f}"
