"""What was refused is in no outcome, whatever decided on it; and who refuses a person is not taken to wish for one.

Who writes that nobody is to reach them, or that nothing is to be passed on, refuses a person: a rule over the corrected
words, so that whoever keeps the assistant can read it. It counts where the message would else be taken for a wish for a
person, and where it says nothing besides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.deciding.outcome import Answered, Listed, Outcome, Unknown, Unsure
from knowledge.finding.facets import Unwanted
from knowledge.finding.finding import Finding, Match
from knowledge.finding.qualities import is_refused
from knowledge.finding.recommend import recommend
from knowledge.model import Knowledge

REACHED = (
    "contact contacted call called phone phoned ring rung email emailed message messaged reach reached bothered put"
).split()
REACHING = (
    "contacting calling phoning ringing emailing mail mailing text messaging reply replying touch speak speaking talk "
    "talking chat meet meeting write writing pass passed passing forward forwarded tell telling share sharing send "
    "sending bother bothering person human somebody someone"
).split()
NOUNS = "contact contacts call calls email emails message messages text texts meeting meetings".split()
AROUND = (
    "please thanks thank but and or so i id im ive we wed us me my you your it this there is are am "
    "be being to with by in on up of about from for a an any anyone anybody everyone anything at all the team staff "
    "people back again now ever further more just really would should here need needs want wish like do not no on hi "
    "ok hello okay follow today else get getting have other another programme make sure who ask asking did through let "
    "know looking said asked dont never stop nobody no one didnt rather sooner prefer interested after phones rings"
).split()


def _either(*words: str) -> str:
    return f"(?:{'|'.join(words)})"


_ON = r" (?:(?!(?:i|we|but|yet|since)\b)\w+ ){0,6}?"
_NOT = _either("do not", "dont", "did not", "didnt", "would not", "wouldnt", "never", "no longer")
_REACH = rf"{_ON}{_either(*REACHED, *REACHING)}\b"
_REACH_ME = rf"{_ON}{_either(*REACHED, *REACHING, *NOUNS)}\b"
_WANT = _either("want", "wish", "need", "like", "fancy", "care", "ask", "asked")
_POLITE = _either("please", "kindly", "pls", "but", "thanks", "so", "and", "no")
_NOBODY = _either("nobody", "no one")
DECLINED = re.compile(
    "|".join(
        (
            rf"(?:^|\b{_POLITE} )(?:just |also )?(?:do not|dont|never|stop)(?: need(?: to| for)?)?{_REACH}",
            rf"\b(?:i|we|id|wed)(?: \w+)? {_NOT} (?:really |even )?{_WANT}{_REACH}",
            rf"\bi never (?:want|wish|asked){_REACH}",
            rf"\b(?:rather|sooner|prefer) (?:not|no|{_NOBODY}|(?:you|they) {_NOT}){_REACH_ME}",
            rf"\bnot (?:interested in|asking|after|looking for|to be)(?: \w+)?{_REACH_ME}",
            rf"\b(?:no|not any) (?:need|wish|desire)\b{_REACH}",
            rf"(?:^|\bwant |\bprefer )no (?:more |phone |further )*{_either(*NOUNS)}\b(?! (?:yet|since|from|so))",
            rf"\b{_NOBODY} (?:should|is to|needs to|must|has to)(?: get)?{_REACH}",
            rf"\b{_NOBODY} (?:contacts|calls|phones|emails|rings)\b",
            rf"\byou (?:do not|dont|need not|neednt)(?: need)?(?: to)?{_ON}{_either(*REACHED)}\b",
            rf"\b(?:could|can|would|will) you (?:please )?not {_either(*REACHED)}\b",
        )
    )
)
LEFT_ALONE = re.compile(r"(?:please )?(?:just )?(?:leave|let) (?:me|us) (?:alone|be)(?: please| now)*")
_WORDS = frozenset((*REACHED, *REACHING, *NOUNS, *AROUND))


def without_refused(outcome: Outcome, finding: Finding, knowledge: Knowledge) -> Outcome:
    """An outcome without the resources that the message refuses; where nothing else is left, a list or unknown."""
    refused = finding.facets.refused
    if refused and isinstance(outcome, Unknown):
        return replace(outcome, ids=())
    if not refused or not isinstance(outcome, Answered | Unsure):
        return outcome
    ids = tuple(id_ for id_ in outcome.ids if not _is_refused(id_, refused, knowledge))
    if ids and ids[0] == outcome.ids[0]:
        return replace(outcome, ids=ids, without=refused)
    if ids:
        return replace(outcome, match=Match(ids[0], outcome.match.confidence), ids=ids, without=refused)
    others = recommend(knowledge, finding.facets, finding.whole.ranking)
    if not others.resources:
        return Unknown(outcome.match)
    return Listed(Match(others.resources[0].id, outcome.match.confidence), others)


def _is_refused(id_: str, refused: Unwanted, knowledge: Knowledge) -> bool:
    resource = knowledge.resource(id_)
    return resource is not None and is_refused(resource, refused)


def declines(tokens: Sequence[str]) -> bool:
    """Does a message, in its corrected words, refuse to be reached?"""
    return bool(DECLINED.search(" ".join(tokens)))


def only_declines(tokens: Sequence[str]) -> bool:
    """Does it do so, and hold no word besides that could ask or tell of anything?"""
    return bool(LEFT_ALONE.fullmatch(" ".join(tokens))) or (_WORDS.issuperset(tokens) and declines(tokens))
