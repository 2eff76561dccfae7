"""What fitting computed, kept in the user's cache folder as plain arrays: a start without it takes seconds longer.

The key is a hash of the knowledge, the language data, the code and the encoder. A file that is damaged or does not fit
is ignored and written anew; nothing is ever unpickled.
"""

from __future__ import annotations

import json
import logging
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.machine.private import make_folder, unfinished
from knowledge.finding.finder import FittedAll
from knowledge.ranking.calibration import Calibration
from knowledge.ranking.index import Fitted
from knowledge.text.question import Question

log = logging.getLogger(__name__)

PARTS = ("matrix", "weights", "centre")
KEPT = 3  # files of earlier knowledge that stay


def load(folder: Path, name: str) -> FittedAll | None:
    """What was kept under that name, or None."""
    file = folder / f"{name}.npz"
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as arrays:
            answers, kinds = (Fitted(*(arrays[f"{which}-{part}"] for part in PARTS)) for which in ("answers", "kinds"))
            words = json.loads(arrays["words"].tobytes())
            fitted = FittedAll(
                answers,
                kinds,
                _prepared(words["phrasings"]),
                frozenset(words["own_stems"]),
                Calibration(*map(float, words["confidence"])),
            )
            foreign = words["name"] != name
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        log.warning("the kept index cannot be read and is made anew")
        return None
    return fitted if _sound(answers) and _sound(kinds) and not foreign else None


def _prepared(written: Mapping[str, tuple[str, list[str], list[str], list[str], str]]) -> dict[str, Question]:
    return {
        phrasing: Question(text, tuple(tokens), tuple(tokens), tuple(stems), tuple(tags), sentence)
        for phrasing, (text, tokens, stems, tags, sentence) in written.items()
    }


def _words(name: str, fitted: FittedAll) -> NDArray[np.uint8]:
    """The name, so that another's file is known by it, the phrasings, which are as corrected as typed, and stems."""
    phrasings = {
        phrasing: (question.text, question.tokens, question.stems, question.tags, question.sentence)
        for phrasing, question in fitted.phrasings.items()
    }
    confidence = (fitted.confidence.slope, fitted.confidence.level)
    words = {"name": name, "phrasings": phrasings, "own_stems": sorted(fitted.own_stems), "confidence": confidence}
    return np.frombuffer(json.dumps(words).encode(), np.uint8)


def _sound(fitted: Fitted) -> bool:
    matrix, weights, centre = fitted.matrix, fitted.weights, fitted.centre
    return (
        matrix.dtype == np.float16
        and weights.dtype == centre.dtype == np.float32
        and (matrix.ndim, weights.ndim, centre.ndim) == (2, 2, 1)
        and matrix.shape[1] == weights.shape[0]
        and bool(np.isfinite(weights).all())
    )


def save(folder: Path, name: str, fitted: FittedAll) -> None:
    """Keep it; where that fails the next start is slower and nothing else."""
    arrays = {
        f"{which}-{part}": getattr(machine, part)
        for which, machine in (("answers", fitted.answers), ("kinds", fitted.kinds))
        for part in PARTS
    }
    try:
        make_folder(folder)
        with unfinished(file := folder / f"{name}.npz") as part:
            with part.open("wb") as opened:
                np.savez(opened, allow_pickle=False, words=_words(name, fitted), **arrays)
            part.replace(file)
        _forget_old(folder)
    except OSError:
        log.warning("the index cannot be kept in the cache folder; the next start is slower")


def _forget_old(folder: Path) -> None:
    files = sorted(folder.glob("*.npz"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[KEPT:]:
        file.unlink(missing_ok=True)
