"""The picture of the house, drawn from the floors that the tests of the architecture keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.conftest import ROOT
from tests.test_architecture import FLOORS

PICTURE = ROOT / "docs" / "architecture.svg"
PACKAGES = {  # what stands beside each, and its colour
    "handlers": ("Telegram in; Telegram out", "#005eb8"),
    "bot": ("people; what is kept of them; no Telegram", "#006747"),
    "knowledge": ("what is known; pure", "#7c2855"),
}
WIDTH, LEFT, RIGHT, ROW, HEIGHT, GAP = 760, 180, 744, 32, 26, 6
HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title description">
  <title id="title">The rooms, floor by floor</title>
  <desc id="description">Three packages on top of each other: handlers, bot, knowledge. A room imports from floors \
below.</desc>
  <style>text {{ font: 13px sans-serif; fill: #212b32 }} .name {{ font: bold 16px sans-serif }}</style>
  <rect width="{width}" height="{height}" fill="#f0f4f5"/>"""


def house() -> str:
    """The picture, as SVG."""
    at, lines = 16, list[str]()
    for package in PACKAGES:
        floors = [rooms for floor in reversed(FLOORS) if (rooms := list(_rooms(package, floor)))]
        if lines:
            lines.append(
                f'  <path d="M380 {at - 24}v14m-5 -6l5 6l5 -6" fill="none" stroke="#212b32" stroke-width="2"/>'
            )
            lines.append(f'  <text x="394" y="{at - 8}">imports</text>')
        lines += _package(package, floors, at)
        at += ROW * len(floors) + 14 + 30
    return "\n".join([HEAD.format(width=WIDTH, height=at - 14), *lines, "</svg>", ""])


def _rooms(package: str, floor: Sequence[str]) -> Iterator[str]:
    """The names of a floor's folders in a package; its single modules are left out."""
    for name in floor:
        whose, _, room = name.partition(".")
        if whose == package and (ROOT / whose / room / "__init__.py").exists():
            yield room


def _package(package: str, floors: Sequence[Sequence[str]], top: int) -> Iterator[str]:
    about, colour = PACKAGES[package]
    height = ROW * len(floors) + 14
    place = f'x="8" y="{top}" width="744" height="{height}" rx="6"'
    yield f'  <rect {place} fill="#fff" stroke="{colour}" stroke-width="2"/>'
    yield f'  <text x="22" y="{top + 24}" class="name" fill="{colour}">{package}/</text>'
    for line, words in enumerate(about.split("; ")):
        yield f'  <text x="22" y="{top + 44 + 18 * line}">{words}</text>'
    for row, rooms in enumerate(floors):
        width = (RIGHT - LEFT - GAP * (len(rooms) - 1)) // len(rooms)
        for column, room in enumerate(rooms):
            x, y = LEFT + column * (width + GAP), top + 10 + ROW * row
            place = f'x="{x}" y="{y}" width="{width}" height="{HEIGHT}" rx="3"'
            yield f'  <rect {place} fill="{colour}" fill-opacity=".1"/>'
            yield f'  <text x="{x + width // 2}" y="{y + 17}" text-anchor="middle">{room}</text>'
