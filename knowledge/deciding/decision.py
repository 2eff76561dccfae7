"""From what was found to what is done: a few rules that have names, and else the reply that is worth most.

Harm stands apart: from a floor on it is heard, however sure an answer may be. All other replies are weighed by how
probable it is that they would be right and by what is at stake (`knowledge.deciding.worth`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from knowledge.deciding.candidates import Action, candidates
from knowledge.deciding.lists import several_fit, unclear_refusal, wishes
from knowledge.deciding.outcome import (
    Answered,
    Declined,
    Listed,
    Outcome,
    Social,
    ToldHowToReach,
    Unknown,
    Unsure,
)
from knowledge.deciding.refusing import declines, only_declines
from knowledge.deciding.several import CLEAR, Parts
from knowledge.deciding.signs import signs
from knowledge.deciding.support_case import is_urgent
from knowledge.deciding.weighed import Ruled, Weighed
from knowledge.deciding.weights import DEAF, HEARING
from knowledge.deciding.worth import GOING_ON, STAKES, worth
from knowledge.finding.finding import Finding, Match
from knowledge.model import Entry, Knowledge
from knowledge.placeholders import has_placeholder
from knowledge.reaching import all_asked
from knowledge.text.normalise import EMOJI, sentences, words
from knowledge.text.sentences import is_question

# `python -m benchmarks.decision` sweeps the floors of harm; the others stand as they were set.
CARE = 0.45  # from so probable a disclosure on there is support, whatever else it may be
HARM, HARM_IN_ONE = 0.95, 0.97  # … and from so much harm in the whole, or in one of several sentences, by itself
HARM_UNHEARD = 0.6  # … or from so much by words and letters, where no tone is heard
URGENT_HARM = 0.5  # … or from so much where words say that a life may be at risk
DOUBT = 0.2  # what may so probably be a disclosure is not kept as a question
KNOWN_WORDS = 0.6  # share of the words that are English or the knowledge's own
UNHAPPY = frozenset("😠😡🤬😤😞😟😢😭😔😣😖😩😫😨😰😱💔👎🙄😒😕☹🙁")
CONTENT: tuple[Action, ...] = ("answer", "list", "suggest")
ASKS_FOR_A_PACK = re.compile(
    r"\b(?:starter pack|board pack (?:on|about)|pack (?:for|on) (?:a|an|the|our|my|new)|agenda item"
    r"|board meets (?:on|this|next|tomorrow|today|in|mon|tues|wednes|thurs|fri)"
    r"|(?:half|quarter of) an hour (?:on|for|about)|minutes (?:on|for|about|at|with) )"
)
OFFERED = 0.4  # where little is known


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a message, and why, in a sentence for whoever asks.

    `chances`: how probable it is that the reply of each action would be right.
    """

    outcome: Outcome
    reason: str
    chances: Mapping[Action, float] = field(default_factory=dict)


def decide(finding: Finding, knowledge: Knowledge) -> Decision:
    """The first of `RULES` that applies; else the reply that is worth most."""
    if not finding.whole.question:
        return Decision(Unknown(Match()), "there is no word in it")
    weighed = weigh(finding, knowledge)
    ruled = next((ruled for rule in RULES if (ruled := rule(finding, weighed)) is not None), None)
    outcome, reason = ruled or (weighed.reply, _reason(weighed))
    if isinstance(outcome, ToldHowToReach):
        outcome = replace(outcome, match=_of_the_team(outcome.match, knowledge))
    return Decision(outcome, reason, weighed.chances)


def _of_the_team(match: Match, knowledge: Knowledge) -> Match:
    """The entry that says something of contact.yaml: the likeliest where it does, else one that leads to a person."""
    if has_placeholder(knowledge.written.get(match.id or "", "")):
        return match
    entries = (entry for entry in knowledge.entries if has_placeholder(knowledge.written.get(entry.id, "")))
    entry = next((entry for entry in entries if knowledge.leads_to_a_person(entry)), None)
    return Match(entry.id, 1.0) if entry else match


def weigh(finding: Finding, knowledge: Knowledge) -> Weighed:
    """The replies to a message, and how probable it is that each would be right."""
    replies = candidates(finding, knowledge)
    regressions = DEAF if finding.tone is None else HEARING
    chances = regressions(seen(finding, knowledge, replies))
    pack = _likeliest_pack(finding, knowledge)
    stakes = GOING_ON if finding.follows else STAKES
    return Weighed(replies, {action: chances[action] for action in replies}, pack, stakes)


def _likeliest_pack(finding: Finding, knowledge: Knowledge) -> str | None:
    """Where one is asked for: the id of the first pack that is about the subject, or of the first at all."""
    if finding.sentences or not ASKS_FOR_A_PACK.search(" ".join(finding.whole.question.corrected)):
        return None
    facets, by_id = finding.facets, knowledge.by_id
    ranked = (by_id.get(id_) for id_ in finding.whole.ranking.ids)
    packs = [entry for entry in ranked if isinstance(entry, Entry) and entry.pack]

    def shared(pack: Entry) -> int:
        return len({*pack.topics, *pack.audiences} & {*facets.topics, *facets.audiences})

    return max(packs, key=shared).id if packs else None


def seen(finding: Finding, knowledge: Knowledge, replies: Mapping[Action, Outcome]) -> Mapping[str, float]:
    """What speaks for one or another of the replies."""
    listed = replies.get("list")
    return signs(finding, knowledge, listed if isinstance(listed, Listed) else None)


REPLIES: Mapping[Action, str] = {
    "answer": "to answer with the likeliest",
    "list": "to list resources",
    "suggest": "to offer a choice",
    "unknown": "not to know",
    "support": "to give support",
    "contact": "to offer a person",
    "social": "small talk",
}


def _reason(weighed: Weighed) -> str:
    action = weighed.best
    chance = weighed.chances[action]
    return f"{REPLIES[action]} is right with {chance:.2f} and worth most: {worth(action, chance, weighed.stakes):+.2f}"


def _care(finding: Finding, weighed: Weighed) -> Ruled | None:
    """Support, where somebody is being harmed; it comes before everything else."""
    support = weighed.replies.get("support")
    if support is None:
        return None
    if finding.slur:
        return support, "it holds a slur"
    if finding.disclosure:
        return support, "these are the words of a disclosure that is known"
    if harms_by_itself(finding):
        return support, f"it tells of harm: {finding.harm:.2f}"
    if weighed.chances["support"] >= CARE:
        return support, f"it is a disclosure with {weighed.chances['support']:.2f} (needed: {CARE})"
    return None


def _did(_: Finding, weighed: Weighed) -> Ruled | None:
    """Guidance, where its writer says that they did the harm: nobody has to ask them which question they mean."""
    guidance = weighed.replies.get("support")
    return (guidance, "its writer did harm, or is accused of it") if isinstance(guidance, Answered) else None


def _only_declined(finding: Finding, _: Weighed) -> Ruled | None:
    """Who says no more than to be left alone is left alone."""
    if not only_declines(finding.corrected):
        return None
    return Declined(finding.whole.match), "it refuses a person, and says nothing else"


def _declined(finding: Finding, weighed: Weighed) -> Ruled | None:
    """Who refuses a person in one sentence, and asks for none in the last, is not taken to wish for one."""
    each = [tuple(words(sentence.text)) for sentence in finding.sentences] or [finding.corrected]
    asks = bool(finding.sentences) and is_question(finding.sentences[-1].text) and not declines(each[-1])
    if weighed.best != "contact" or asks or not any(map(declines, each)):
        return None
    return Declined(finding.whole.match), "it refuses a person"


def _of_contact(finding: Finding, weighed: Weighed) -> Ruled | None:
    """Who asks for the address, the hours or how long a reply takes is told, and not only offered a person.

    An answer that is asked for in its own words says more.
    """
    each = sentences(finding.whole.question.text)
    facts = all_asked(" ".join(words(sentence)) for sentence in each)
    if not facts or (finding.whole.own_words and weighed.best == "answer") or len(finding.parts) > len(facts):
        return None
    return ToldHowToReach(finding.best.match, facts), "it asks how the team is reached"


def harms_by_itself(finding: Finding) -> bool:
    """Is there a slur, or so much harm in a sentence or the whole that nothing else counts?"""
    whole = finding.tone.harm if finding.tone else finding.kind.support
    floor = HARM if finding.tone else HARM_UNHEARD
    urgent = max(whole, finding.harm) >= URGENT_HARM and is_urgent(finding.whole.question)
    return finding.slur or finding.disclosure or whole >= floor or finding.harm >= HARM_IN_ONE or urgent


def _foreign(finding: Finding, weighed: Weighed) -> Ruled | None:
    """Not English: it is not guessed at, but a courtesy in it is returned, and what goes on is understood."""
    goes_on = finding.follows and weighed.best in CONTENT and finding.known_words
    if finding.known_words >= KNOWN_WORDS or weighed.best == "social" or goes_on:
        return None
    reason = f"too few of its words are English ({finding.known_words:.0%}, from {KNOWN_WORDS:.0%})"
    return weighed.replies["unknown"], reason


def _pack(finding: Finding, weighed: Weighed) -> Ruled | None:
    """Who asks for a pack, or says how long the board has, gets the likeliest one."""
    if weighed.pack is None or weighed.best == "contact":
        return None
    return Answered(Match(weighed.pack, finding.best.sure), (weighed.pack,)), "it asks for a pack"


def _own_words(finding: Finding, weighed: Weighed) -> Ruled | None:
    if not finding.whole.own_words or weighed.best == "contact" or finding.facets.refused:
        return None
    match = finding.whole.match
    return Answered(match, (match.id or "",)), "it is asked in the knowledge's own words"


def _only_emoji(finding: Finding, weighed: Weighed) -> Ruled | None:
    """A courtesy; but to anger or sadness nothing cheerful is said."""
    tokens = finding.whole.question.tokens
    if not all(map(EMOJI.fullmatch, tokens)):
        return None
    if UNHAPPY & set("".join(tokens)):
        return weighed.replies["unknown"], "it is nothing but unhappy emoji"
    return (weighed.replies["social"], "it is nothing but emoji") if "social" in weighed.replies else None


def _own_courtesy(finding: Finding, weighed: Weighed) -> Ruled | None:
    if finding.courtesy is None or "social" not in weighed.replies:
        return None
    return Social(finding.best.match, finding.courtesy), "it is a courtesy that is known, word for word"


def _small_folder(finding: Finding, weighed: Weighed) -> Ruled | None:
    """Where little is known, its own questions decide: the weights were learned where much is."""
    if not finding.small or weighed.best not in ("answer", "suggest", "unknown"):
        return None
    sure = finding.best.sure
    action: Action = "answer" if sure >= CLEAR else "suggest" if sure >= OFFERED else "unknown"
    return weighed.replies[action], f"{sure:.2f} for the best, where little is known"


def _beyond(finding: Finding, weighed: Weighed) -> Ruled | None:
    """What does not exist is not answered as if it did; what is nearest is offered."""
    offered = weighed.replies.get("suggest")
    if finding.beyond is None or not isinstance(offered, Unsure) or weighed.best in ("contact", "social"):
        return None
    return replace(offered, missing=finding.beyond), f"there is no {finding.beyond}"


def _numbers_alone(finding: Finding, weighed: Weighed) -> Ruled | None:
    """A number by itself says nothing, where nothing was said before."""
    if not finding.follows and all(token.isdecimal() for token in finding.whole.question.tokens):
        return weighed.replies["unknown"], "it is nothing but numbers"
    return None


def _several_questions(finding: Finding, weighed: Weighed) -> Ruled | None:
    """Several questions in one message, where the parts are understood better than the whole."""
    parts = Parts(finding)
    ids, clear = parts.ids, parts.clear
    better = len({part.ids for part in clear}) > 1 or (parts.missed and ids and clear[0].sure > finding.whole.sure)
    wants_person = weighed.best == "contact" and not (parts.of_a_letter and len(ids) > 1)
    if len(finding.parts) < 2 or not better or wants_person:
        return None
    reason = f"{len(finding.parts)} questions, of which {len(ids)} clear"
    return Answered(clear[0].match, ids, parts.missed), reason


RULES = (
    *(
        _only_declined,
        _care,
        _did,
        _declined,
        _of_contact,
        _own_courtesy,
        _foreign,
        _numbers_alone,
        unclear_refusal,
        _beyond,
    ),
    *(_several_questions, _own_words, _pack, _only_emoji, wishes, several_fit, _small_folder),
)
