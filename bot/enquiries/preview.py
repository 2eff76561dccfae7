"""What whoever writes an enquiry sees of it: the question that is asked now, or the preview, and the buttons. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from bot.enquiries.card import portions, preview
from bot.enquiries.draft import Draft
from bot.store.records import Appear
from bot.wording import Wording
from bot.workdays import due_day
from knowledge.model import Contact, Knowledge

DIGEST = 12  # hexadecimal digits of it in a button
STALE = "stale"  # no digest: the messages hold parts of several previews

Labels = list[list[tuple[str, str]]]  # rows of buttons: label and data


@dataclass(frozen=True, slots=True)
class Portion:
    """What one message of it says; `key` stands for all of that."""

    text: str
    rows: Labels

    @property
    def key(self) -> str:
        """A hash of the words and the buttons."""
        return _hash(f"{self.text}\0{self.rows}")


@dataclass(frozen=True, slots=True)
class View:
    """In as many messages as it takes; a preview has a `digest` of exactly what would be sent."""

    portions: Sequence[Portion]
    digest: str | None


def view(draft: Draft, knowledge: Knowledge, now: datetime, first: str | None = None) -> View:
    """How a draft stands before its writer; `first` names a sentence that goes before."""
    say = Wording(knowledge.wording)
    rows = labels(draft, knowledge, now)
    text = _asks(draft, knowledge, now)
    parts = portions(f"{say(first)}\n\n{text}" if first else text)
    last = len(parts) - 1
    shown = [Portion(part, rows if number == last else []) for number, part in enumerate(parts)]
    return View(shown, digest(draft, knowledge, now) if draft.stage == "preview" else None)


def digest(draft: Draft, knowledge: Knowledge, now: datetime) -> str:
    """The same for the same card and the same files."""
    files = [part.file.unique or part.file.id for part in draft.parts if part.file]
    return _hash("\0".join([_preview(draft, knowledge, now), *files]))


def labels(draft: Draft, knowledge: Knowledge, now: datetime) -> Labels:
    """The buttons under a draft, as labels and their data."""
    ref, say = draft.reference, Wording(knowledge.wording)
    stop = [(say("cancel_button"), f"drop:{ref}")]
    if draft.stage == "reason":
        reasons = enumerate(knowledge.contact.reasons, 1)
        return [*([(f"{n}. {one.label}", f"reason:{ref}:{one.id}")] for n, one in reasons), stop]
    if draft.stage == "trust":
        return [*_ways(draft, say), stop]
    if draft.stage != "preview":
        return [stop]
    rows = _ways(draft, say)
    if draft.question:
        key, choice = ("question_leave", "leave") if draft.with_question else ("question_add", "add")
        rows.append([(say(key), f"question:{ref}:{choice}")])
    send = (say("send_button"), f"send:{ref}:{digest(draft, knowledge, now)}")
    return [*rows, [(say("change_button"), f"change:{ref}")], [send, *stop]]


def promised(contact: Contact, now: datetime) -> date | None:
    """The day by which a reply is promised, if one is."""
    return due_day(now, contact.promised_reply_days) if contact.promised_reply_days else None


def _asks(draft: Draft, knowledge: Knowledge, now: datetime) -> str:
    say = Wording(knowledge.wording)
    if draft.stage == "words":
        prompts = (one.prompt for one in knowledge.contact.reasons if one.id == draft.reason and one.prompt)
        return f"{next(prompts, say('ask_words'))} {say('ask_files')}"
    if draft.stage != "preview":
        return say(f"ask_{draft.stage}")
    lines = [say("preview"), say("preview_kept")]
    if draft.appear == "anonymous":
        lines += [say("anonymous_limits").strip()]
        lines += [say("anonymous_files").strip()] if draft.files else []
    return "\n".join(lines) + f"\n\n{_preview(draft, knowledge, now)}"


def _preview(draft: Draft, knowledge: Knowledge, now: datetime) -> str:
    return preview(draft, Wording(knowledge.wording), knowledge.contact, promised(knowledge.contact, now))


def _ways(draft: Draft, say: Wording) -> Labels:
    """Other ways to appear. Who can only be answered by e-mail has an address, and is not anonymous."""
    ways: list[Appear] = ["trust", "name"] if draft.needs_email else ["trust", "name", "anonymous"]
    return [[(say(f"appear_{one}"), f"appear:{draft.reference}:{one}")] for one in ways if one != draft.appear]


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:DIGEST]
