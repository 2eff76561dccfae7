"""What a leader's message asks about enquiries: why somebody writes, whether there is news, to take one back.

Only a message that says no more than that asks for news or takes back; any other is a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from knowledge.finding.facets import singular
from knowledge.loading.tables import FORMATS
from knowledge.model import Contact
from knowledge.text.normalise import clean, words

Wish = Literal["status", "withdraw"]
MOST_WORDS = 14

LETTERS = frozenset("enquiry enquiries inquiry query request requests message messages letter".split())
NEWS = frozenset(
    "news update updated updates updat status progress happened happening happens reply replied replies answer "
    "answered answers response respond responded responding hear heard word read seen looked look got get getting "
    "arrive arrived reach reached received receive waiting wait chase chasing following follow stand stands open check "
    "checked checking due wrote sent stuck late expect doing going working dealing dealt became become development "
    "developments joy pass passed see remind since up long far has have who anything when where".split()
)
REPLYING = re.compile(
    r"(?:they|team|anyone|anybody|someone|somebody|any1|any one)(?: \w+)? (?:replied|answered|responded|written|looked"
    r"|read)|(?:hear|heard)(?: \w+)? (?:back|from the team)|any (?:news|update|updates|reply|answer|response|word)\b"
    r"|(?:still|been) waiting"
)
TAKING = re.compile(r"\b(?:withdraw|withdrawn|retract|recall|undo|unsend|take \w+ ?\w* back|take back)\b")
DROPPING = frozenset("cancel delete remove drop scrap pull stop".split())
AROUND = frozenset(
    "a an any the my mine our i id im ive we it its this that is are was there on about of to from with for at in "
    "by and but or so please pls thanks hi hello hey can could would will shall do does did am be been how what "
    "whats which you your they them their team programme anyone anybody any1 someone somebody one nothing no not "
    "never havent haven hasnt had have didnt havnt back yet still already just now today yesterday ago last week "
    "weeks days day monday tuesday wednesday thursday friday saturday sunday morning get tell me us want need like "
    "until till up ever much longer if know made whether two three few some while quick u r wat wats".split()
)
OWN = frozenset("my our the i".split())
MIND = frozenset(
    "wish rather let mean meant send wrote sent have answer take taking withdraw withdrawn retract recall undo unsend "
    "changed mind longer after all again".split()
)


def reason_named_in(question: str, contact: Contact) -> str | None:
    """The id of the reason that is a format of the catalogue named in a question: "we have case studies to share"."""
    asked = f" {_singular(question)} "
    offered = (reason.id for reason in contact.reasons if reason.id in FORMATS)
    return next((id_ for id_ in offered if f" {_singular(id_)} " in asked), None)


def wish_of(tokens: Sequence[str], *, sent: bool) -> Wish | None:
    """What a message, in its corrected words, asks for; None where it asks something else.

    Who has `sent` an enquiry need not name it: "any news?".
    """
    used, spoken = set(tokens), " ".join(tokens)
    named = bool(used & LETTERS) or {"question", "team"} <= used
    if _takes_back(spoken, used, named=named):
        return "withdraw"
    sent |= bool(used & {"wrote", "sent"})
    if used <= LETTERS | NEWS | AROUND | {"question"} and (
        (named and used & OWN and used & NEWS) or (sent and REPLYING.search(spoken))
    ):
        return "status"
    return None


def _takes_back(spoken: str, used: set[str], *, named: bool) -> bool:
    mine = named or bool(used & {"sent", "wrote"})
    if TAKING.search(spoken) and used <= LETTERS | AROUND | MIND:
        return mine or bool(used & {"it", "this", "that"})
    return mine and bool(DROPPING & used) and used <= LETTERS | AROUND | MIND | DROPPING


def _singular(text: str) -> str:
    return " ".join(singular(word) for word in words(clean(text.replace("-", " "))))
