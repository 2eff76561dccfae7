"""What is counted of a reply: its outcome and what it shows, never people or words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.conversation.memory import Answer
from bot.store.counts import Tally
from knowledge.deciding.outcome import Answered, Listed
from knowledge.model import Knowledge, Pillar, Resource


def of_question(answer: Answer) -> list[Tally]:
    """How a question ended. A disclosure leaves no trace, so it is not counted either."""
    return [] if answer.reply.outcome == "support" else [Tally("question", answer.reply.outcome)]


def of_shown(answer: Answer, knowledge: Knowledge) -> list[Tally]:
    """What a reply shows, once each: entries, resources, the pillars they belong to and the formats asked for.

    Nothing of what stands beside a disclosure.
    """
    return [] if answer.reply.outcome == "support" else list(dict.fromkeys(_shown(answer, knowledge)))


def of_chosen(answer: Answer, knowledge: Knowledge) -> list[Tally]:
    """A resource that was picked from a list or by a link. Whether its page is opened, nobody is told."""
    ids = answer.outcome.ids if isinstance(answer.outcome, Answered) else ()
    return [Tally("chosen", id_) for id_ in ids if isinstance(knowledge.by_id[id_], Resource)]


def of_opinion(id_: str, knowledge: Knowledge, *, helped: bool) -> list[Tally]:
    """Whether an answer helped; a button can be forged, so only of what there is."""
    return [Tally("helped" if helped else "not_helped", id_)] if id_ in knowledge.by_id else []


def _shown(answer: Answer, knowledge: Knowledge) -> Iterator[Tally]:
    outcome = answer.outcome
    if isinstance(outcome, Answered):
        for id_ in outcome.ids:
            if not isinstance(knowledge.by_id[id_], Resource):
                yield Tally("entry", id_)
        yield from _pillars(outcome.ids, knowledge)
    elif isinstance(outcome, Listed) and outcome.first == 0:
        facets = outcome.recommendation.facets
        yield from (Tally("format", id_) for id_ in facets.formats)
        yield from (Tally("pillar", id_) for id_ in facets.pillars)
        if not facets.pillars:
            yield from _pillars([one.id for one in answer.reply.resources[:1]], knowledge)
    yield from (Tally("resource", one.id) for one in answer.reply.resources)


def _pillars(ids: Iterable[str], knowledge: Knowledge) -> Iterator[Tally]:
    for id_ in ids:
        answerable = knowledge.by_id[id_]
        of = (answerable.id,) if isinstance(answerable, Pillar) else answerable.pillars
        yield from (Tally("pillar", pillar) for pillar in of)
