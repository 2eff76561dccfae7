"""Whether a message asks how the team is reached: for its address, its hours, the time a reply takes, or the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

ASK = (
    r"(?:.*\b)?(?:what(?: is| are| was)?|which(?: is)?|where(?: is| are)?|is there|have you(?: got)?|do you have"
    r"|does the team have|tell me|give me|send me|can i (?:have|get)|could i (?:have|get)|know|need|want|find)"
)
WHOSE = r"(?: (?:the|your|an?|any|their|its|race|equality|programme|team|teams|contact|exact|right|official|general))*"
TAIL = (
    r"(?: (?:of|for|to|at|from) (?:the |your |this )*(?:race |equality |nhs providers )*"
    r"(?:team|programme|you|people|office|nhs providers))?(?: please| pls| plz| then| again)*"
)
THEM = r"(?:you|them|(?:the|your) (?:team|programme|people|office|staff)|the programme team)"
SOMEBODY = rf"(?:{THEM}|any(?:body|one)|some(?:body|one)|your lot)"
DAYS = (
    r"(?: (?:at|on|over) (?:the )?(?:weekends?|bank holidays?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|christmas))"
)
REFUSED = re.compile(r"\b(?:not|no|dont|never|without|my)\b")


def _asks(thing: str, *others: str) -> re.Pattern[str]:
    """In a sentence of plain words: the thing asked for, or named alone, or one of other ways to ask."""
    return re.compile(
        "|".join([rf"^{ASK}{WHOSE} (?:{thing}){TAIL}$", rf"^(?:{WHOSE[:-1]}* )?(?:{thing}){TAIL}$", *others])
    )


ASKED: Mapping[str, re.Pattern[str]] = {
    "email": _asks(
        r"e ?mail(?: address| contact)?|mailbox",
        rf"^(?:.*\b)?how (?:do|can|could|may|would) (?:i|we) e ?mail {THEM}{TAIL}$",
    ),
    "phone": _asks(
        r"(?:tele)?phone(?: number| line)?|tel(?: no| number)?|number to (?:ring|call|phone)",
        rf"^(?:.*\b)?(?:how )?(?:do|can|could|may) (?:i|we) (?:ring|phone|telephone|call) {THEM}{TAIL}$",
    ),
    "hours": _asks(
        r"(?:opening|office|working|business) hours|hours",
        rf"^(?:.*\b)?(?:when|what time|what hours|which hours|which days|what days) (?:is|are|do|does|can) {SOMEBODY}"
        rf"(?: \w+)? (?:open|there|in|available|work|working|close|start)(?: in the (?:morning|evening))?{DAYS}?$",
        rf"^(?:is|are) {SOMEBODY} (?:open|there|in|working){DAYS}$",
        rf"^what hours (?:do|does) {SOMEBODY} (?:work|keep)$",
    ),
    "days": re.compile(
        rf"^(?:.*\b)?how (?:long|quickly|soon|fast|many days) (?:do|does|will|would|until|before|is|it)\b.*"
        rf"\b(?:repl(?:y|ies)|answers?|response|respond|hear back|get back to (?:me|us))(?: take)?{TAIL}$"
    ),
    "page": _asks(r"web ?site|web ?page|web ?site address|web address|home ?page|page s? ?address|url"),
}


def asked_of_contact(sentence: str) -> str | None:
    """The name of what a sentence of plain words asks for; None for all else."""
    if REFUSED.search(sentence):
        return None
    return next((name for name, asks in ASKED.items() if asks.search(sentence)), None)


def all_asked(sentences: Iterable[str]) -> tuple[str, ...]:
    """All that some sentences ask for, in order."""
    return tuple(dict.fromkeys(name for sentence in sentences if (name := asked_of_contact(sentence))))
