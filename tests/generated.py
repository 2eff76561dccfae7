"""The files that are made from the code and the content; `make generated` writes them, a test keeps them equal."""

from __future__ import annotations

import json
from pathlib import Path

from bot.library import shipped_wording
from knowledge.schema import schemas
from tests.conftest import ROOT

SCHEMA = ROOT / "knowledge" / "content" / "schema"


def generated() -> dict[Path, str]:
    """Each file and what it must hold."""
    made = schemas(shipped_wording())
    return {SCHEMA / f"{kind}.schema.json": json.dumps(one, indent=1) + "\n" for kind, one in made.items()}


if __name__ == "__main__":
    for path, text in generated().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
