"""Figures drawn as SVG by pygal, without its scripts and styles: colours and type are those of the page around it."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from pygal import Bar, HorizontalBar
from pygal.style import Style

from bot.report.figures import Figure, Row

MARGIN = 4  # pixels
PLAIN = {
    "js": (), "css": (), "disable_xml_declaration": True, "show_legend": False, "truncate_label": -1, "margin": MARGIN,
    "style": Style(label_font_size=13, major_label_font_size=13),
}  # fmt: skip
WIDE, NARROW = 720, 340  # pixels
LINE, BAR = 46, 14  # pixels: for a label with its bar below, and of the bar alone
LETTER = 6.6  # pixels: an Arial letter of 13 pixels, on average
LABELS_APART = 80  # pixels between labels on an axis of time
GONE = {"defs", "desc", "title", "script", "style"}  # pygal's own; the page's stand in their place


def chart(figure: Figure, width: int = NARROW) -> str:
    """An `svg` element so many pixels wide, with a title and a description; only numbers that are shown are in it."""
    rows = figure.drawn
    drawn = _over_time(rows, width) if figure.over_time else _side_by_side(figure, rows, width)
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


def _side_by_side(figure: Figure, rows: Sequence[Row], width: int) -> ET.Element:
    """Each label stands above its bar, so that there is room for it on a phone."""
    height = LINE * len(rows) + 2 * MARGIN
    bars = HorizontalBar(**PLAIN, width=width, height=height, show_x_labels=False, show_y_labels=False)
    bars.add("", [row.count for row in reversed(rows)])  # drawn from below
    drawn = _tree(bars)
    for bar, row in zip(drawn.findall(".//g[@class='bar']"), reversed(rows), strict=True):
        rect = bar.find("rect")
        assert rect is not None  # noqa: S101 - a bar has one
        middle = float(rect.get("y", "0")) + float(rect.get("height", "0")) / 2
        rect.attrib.update({"y": f"{middle + 2:.1f}", "height": str(BAR)})
        number = figure.said(row)
        edge, line = float(rect.get("x", "0")), {"y": f"{middle - 5:.1f}"}
        label = ET.SubElement(bar, "text", {**line, "x": f"{edge:.1f}", "class": "label"})
        label.text = _shortened(row.label, int(width / LETTER) - len(number) - 2)
        ET.SubElement(bar, "text", {**line, "x": f"{width - 2 * MARGIN - edge:.1f}", "class": "count"}).text = number
        left = MARGIN + edge
        drawn.set("viewBox", f"{left:.1f} {2 * MARGIN} {width - 2 * left:.1f} {height - 3 * MARGIN}")
    return drawn


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


def _shortened(label: str, most: int) -> str:
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"


def _whole(number: float) -> str:
    return f"{number:,.0f}"
