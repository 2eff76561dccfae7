"""The files that are made from the code and the content; `make generated` writes them, a test keeps them equal."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from bot.going_live import going_live
from bot.library import parse_folder, read_folder, shipped, shipped_wording
from knowledge.schema import schemas
from tests.conftest import ROOT

GOING_LIVE = ROOT / "docs" / "before-going-live.md"
SCHEMA = ROOT / "knowledge" / "content" / "schema"


@cache
def generated() -> dict[Path, str]:
    """Each file and what it must hold."""
    made = schemas(shipped_wording())
    knowledge = parse_folder(shipped()).knowledge
    assert knowledge
    files = {GOING_LIVE: going_live(knowledge, read_folder(shipped())[0], good=())}
    return files | {SCHEMA / f"{kind}.schema.json": json.dumps(one, indent=1) + "\n" for kind, one in made.items()}


if __name__ == "__main__":
    for path, text in generated().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
