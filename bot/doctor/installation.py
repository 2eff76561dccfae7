"""Are the settings and the knowledge right, and may the knowledge be edited?"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.doctor.diagnosis import Diagnosis, concerns, user
from bot.encoder.model_folder import ModelError
from bot.encoder.sentence_model import SentenceModel
from bot.library.folder import is_shipped
from knowledge.loading.parse import Parsed


def examine_settings(problems: Sequence[str], *, admins: bool) -> Iterator[Diagnosis]:
    """What is wrong with the settings, and does anybody administer?"""
    yield from (Diagnosis(problem.rstrip("."), "Put it right in the settings.") for problem in problems)
    if not problems:
        yield Diagnosis("The settings can be read")
    if not admins and not concerns(problems, "ADMINS"):
        fix = "Send /whoami to the bot and set BOT_ADMINS to your number."
        yield Diagnosis("No administrator is set, so nobody can edit in Telegram or is told of trouble", fix)


def examine_knowledge(parsed: Parsed, *, encoder: bool) -> Iterator[Diagnosis]:
    """Is the knowledge sound, and is the encoder there?"""
    if parsed.knowledge is None:
        yield Diagnosis(f"The knowledge has {len(parsed.problems)} problem(s)", "Run: race-equality check")
    else:
        yield Diagnosis(f"The knowledge is sound: {len(parsed.knowledge.entries)} answers")
    if encoder:
        yield Diagnosis("The sentence model runs")
    else:
        yield Diagnosis("The sentence model does not run here", "Install the package again in a fresh environment.")


def examine_model(folder: Path | None) -> Iterator[Diagnosis]:
    """Can the sentence model be used, if one is set?"""
    if folder is None:
        return
    try:
        model = SentenceModel(folder)
    except ModelError as error:
        yield Diagnosis(f"BOT_MODEL cannot be used: {error.reason}", "Put it right, or remove BOT_MODEL.")
    else:
        yield Diagnosis(f"The sentence model in {folder} works: {model.dimensions} numbers a sentence")


def examine_folder(folder: Path) -> Diagnosis:
    """Is the knowledge in a folder of one's own that may be written?"""
    if is_shipped(folder):
        what = "The knowledge is the one that comes with the program, which nobody can edit"
        return Diagnosis(what, "Run: race-equality init DIR, and set BOT_KNOWLEDGE to that folder.")
    if not folder.is_dir():
        return Diagnosis(f"There is no folder {folder}", f"Run: race-equality init {folder}")
    for inside in (folder, *(child for child in sorted(folder.rglob("*")) if child.is_dir())):
        if not os.access(inside, os.W_OK | os.X_OK):
            fix = f"Give it to the user that serves: chown --recursive USER {folder}"
            return Diagnosis(f"{inside} cannot be written by {user()}, so nobody can edit in Telegram", fix)
    return Diagnosis(f"The knowledge in {folder} may be edited")
