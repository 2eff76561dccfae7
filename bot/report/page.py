"""The report as one page of HTML that needs nothing but itself."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from bot.privacy import COUNTS_WEEKS
from bot.report.charts import NARROW, WIDE, chart
from bot.report.figures import FEW, Figure
from bot.report.report import Report
from bot.report.sheets import sheet
from bot.workdays import dated

TITLE = "What leaders asked"
CODE = re.compile(r"`([^`]+)`")


def page(report: Report) -> str:
    """The whole page; everything in it is escaped but the charts, which are built as XML."""
    figures = (figure for section in report.sections for figure in section.figures)
    return sheet(
        "report",
        title=TITLE, skip="Skip to the report", organisation=report.organisation,
        period=f"{dated(report.since)} to {dated(report.until)}", made=dated(report.until),
        report=report, sections=report.sections, few=FEW, weeks=COUNTS_WEEKS, wide=WIDE, chart=_chart, code=_code,
        tables=[figure for figure in figures if figure.over_time and figure.drawn],
    )  # fmt: skip


def _chart(figure: Figure, width: int = NARROW) -> Markup:
    return Markup(chart(figure, width))  # noqa: S704 - serialised from a tree, which escapes


def _code(words: str) -> Markup:
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(words))))  # noqa: S704 - escaped just now
