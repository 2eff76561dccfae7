"""The report as one page of HTML that needs nothing but itself."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from bot.privacy import COUNTS_WEEKS
from bot.report.charts import NARROW, WIDE, chart
from bot.report.figures import FEW, Figure
from bot.report.report import Report
from bot.workdays import MONTHS

FILES = {"report": "report.html", "style": "report.css"}
TITLE = "What leaders asked"
CODE = re.compile(r"`([^`]+)`")


def page(report: Report) -> str:
    """The whole page; everything in it is escaped but the charts, which are built as XML."""
    source = files("bot") / "report"
    made = Environment(
        loader=DictLoader({name: (source / file).read_text("utf-8") for name, file in FILES.items()}),
        autoescape=True, undefined=StrictUndefined,
    )  # fmt: skip
    made.filters["code"] = _code
    return made.get_template("report").render(
        title=TITLE, report=report, sections=report.sections,
        few=FEW, weeks=COUNTS_WEEKS, day=_day, wide=WIDE, chart=_chart,
    )  # fmt: skip


def _chart(figure: Figure, width: int = NARROW) -> Markup:
    return Markup(chart(figure, width))  # noqa: S704 - serialised from a tree, which escapes


def _code(words: str) -> Markup:
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(words))))  # noqa: S704 - escaped just now


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
