"""Quality against latency: one point a system, and a line down to what typing mistakes leave of it."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

OURS, THEIRS = "#005eb8", "#768692"  # the NHS's blue and mid grey
RIGHT = 2  # milliseconds from which on a name stands left of its point
TITLE = "Quality against latency on CLINC150 with five phrasings an intent"


@dataclass(frozen=True, slots=True)
class Point:
    """A system: milliseconds of half its questions, and shares of first answers right, clean and mistyped."""

    name: str
    milliseconds: float
    clean: float
    typo: float

    @property
    def said(self) -> str:
        """What the point shows, in words."""
        return f"{self.name}: {100 * self.clean:.1f} %, mistyped {100 * self.typo:.1f} %, {self.milliseconds:.2f} ms"


def described(points: Sequence[Point]) -> str:
    """The picture in words, for who cannot see it."""
    best = sorted(points, key=lambda point: -point.clean)
    return "Right first answers, and time of half the questions. " + "; ".join(point.said for point in best) + "."


def draw(points: Sequence[Point], file: Path) -> bool:
    """Write it as SVG with a title and a description; False where matplotlib is not installed."""
    if importlib.util.find_spec("matplotlib") is None:
        return False
    import matplotlib as mpl  # noqa: PLC0415 - optional
    from matplotlib.figure import Figure  # noqa: PLC0415

    with mpl.rc_context({"svg.hashsalt": "points", "font.family": "sans-serif", "svg.fonttype": "none"}):
        figure = Figure(figsize=(9, 5.6), layout="constrained")
        axes = figure.subplots()
        for point in points:
            colour = OURS if point.name.startswith("assistant") else THEIRS
            values = [100 * point.clean, 100 * point.typo]
            axes.plot([point.milliseconds] * 2, values, color=colour, linewidth=1)
            axes.plot(point.milliseconds, values[0], "o", color=colour, markersize=9)
            axes.plot(point.milliseconds, values[1], "o", color=colour, markersize=9, markerfacecolor="white")
            side, away = ("left", 8) if point.milliseconds < RIGHT else ("right", -8)
            beside = (point.milliseconds, values[0])
            axes.annotate(point.name, beside, (away, 4), textcoords="offset points", horizontalalignment=side)
        axes.set_xscale("log")
        axes.margins(x=0.25)
        axes.set_ylim(0, 100)
        axes.set_xlabel("milliseconds that half of the questions take, at most")
        axes.set_ylabel("first answer right, %   (hollow: mistyped)")
        axes.set_title(TITLE)
        axes.grid(alpha=0.3)
        figure.savefig(file, format="svg", metadata={"Date": None})
    file.write_text(_with_words(file.read_text("utf-8"), described(points)), "utf-8")
    return True


def _with_words(svg: str, words: str) -> str:
    named = f'<title id="title">{TITLE}</title><desc id="words">{escape(words)}</desc>'
    told = f'role="img" aria-labelledby="title words">{named}'
    return re.sub(r"(<svg [^>]*)>", lambda found: f"{found[1]} {told}", svg, count=1)
