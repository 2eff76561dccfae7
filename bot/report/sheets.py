"""Pages of HTML that need nothing but themselves: one style for all, and whatever they are filled with is escaped."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

BASE = ("sheets.html", "sheets.css")  # what all of them have


def sheet(name: str, **values: object) -> str:
    """The page of a room of that name, filled: its `NAME.html`, `NAME.css` and, where there is one, `NAME.js`.

    No script but that one runs in it, whatever it is filled with: its policy has the hash.
    """
    bot = files("bot")
    room = bot / name
    sources = {part: (bot / "report" / part).read_text("utf-8") for part in BASE}
    sources |= {"page.html": (room / f"{name}.html").read_text("utf-8"), "page.css": _read(name, "css")}
    made = Environment(loader=DictLoader(sources), autoescape=True, undefined=StrictUndefined)
    script = _read(name, "js")
    return made.get_template("page.html").render(
        script=Markup(script),  # noqa: S704 - it ships with the program
        script_hash=f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}",
        **values,
    )


def _read(name: str, kind: str) -> str:
    file = files("bot") / name / f"{name}.{kind}"
    return file.read_text("utf-8") if file.is_file() else ""
