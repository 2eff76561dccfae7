"""What fitting computes for the knowledge that ships, computed beforehand: the first start need not.

In `made` lie the vectors of its sentences, the weights that were fitted, and in made.json what these were made of. A
folder of one's own begins from them, so only what differs is encoded. `make generated` makes them anew.
"""

from __future__ import annotations

import importlib.resources
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from bot.encoder.vectors import Kept, save
from bot.hashing import key
from knowledge.finding.finder import HeadStarts
from knowledge.ranking.index import HeadStart

MADE = Path(__file__).parent / "made"
VECTORS, WEIGHTS, ABOUT = "vectors.npz", "weights.npz", "made.json"
WHICH = ("answers", "kinds")
LEARNED_BY = ("ranking", "text")  # rooms of `knowledge`: where their code differs, weights are a start and no more
STALE = "stale"


def code() -> str:
    """The hash of the code that learns."""
    rooms = (importlib.resources.files("knowledge") / room for room in LEARNED_BY)
    modules = [file for room in rooms for file in room.iterdir() if file.name.endswith(".py")]
    return key(part for file in sorted(modules, key=str) for part in (file.name, file.read_bytes()))


def vectors_file(encoder: str, folder: Path = MADE) -> Path | None:
    """Where the vectors lie that an encoder of this name made; None where another made them."""
    return folder / VECTORS if _about(folder).get("encoder") == encoder else None


def head_starts(encoder: str, folder: Path = MADE) -> HeadStarts | None:
    """What was learned from vectors of this encoder."""
    about = _about(folder)
    if about.get("encoder") != encoder:
        return None
    try:
        with (folder / WEIGHTS).open("rb") as opened, np.load(opened, allow_pickle=False) as arrays:
            return HeadStarts(*(
                HeadStart(
                    tuple(about[which]["ids"]),
                    arrays[which],
                    about[which]["taught"] if about["code"] == code() else STALE,
                )
                for which in WHICH
            ))  # fmt: skip
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None  # the first start takes longer


def ship(encoder: str, vectors: Kept, learned: HeadStarts, folder: Path = MADE) -> None:
    """Write all of it; the same values make the same bytes."""
    folder.mkdir(exist_ok=True)
    save(folder / VECTORS, dict(sorted(vectors.items())))
    starts = {which: getattr(learned, which) for which in WHICH}
    with (folder / WEIGHTS).open("wb") as opened:
        np.savez(opened, allow_pickle=False, **{which: start.weights for which, start in starts.items()})
    of = {which: {"taught": start.taught, "ids": start.ids} for which, start in starts.items()}
    about = json.dumps({"encoder": encoder, "code": code(), **of}, indent=1)
    (folder / ABOUT).write_text(about + "\n", "utf-8", newline="\n")


def _about(folder: Path) -> dict[str, Any]:
    try:
        about: dict[str, Any] = json.loads((folder / ABOUT).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return about
