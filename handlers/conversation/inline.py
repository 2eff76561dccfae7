"""`@bot allyship podcast` in any chat: a few results to share."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)  # fmt: skip
from telegram.constants import ParseMode

from bot.calendar.lists import understood
from bot.conversation.catalogue import examples
from bot.conversation.reply import Replies
from bot.markup import plain
from handlers.context import Context
from handlers.present import SUPPORT
from handlers.wire.buttons import short
from handlers.wire.html import html, split
from knowledge.deciding.outcome import Answered, Listed, Memory, Outcome, Support, Unsure
from knowledge.model import Entry, Knowledge

MOST_RESULTS = 8
MOST_DESCRIPTION = 120
CACHE_SECONDS = 300


async def offer_results(update: Update, context: Context) -> None:
    """Answer an inline query with what it finds."""
    query = update.inline_query
    assert query is not None  # noqa: S101 - only inline queries are routed here
    services = context.services
    snapshot, asked, knowledge = services.snapshot(), query.query, services.told
    asking = functools.partial(understood, snapshot, asked, Memory(), services.policy.now())
    outcome = (await services.thinking(asking))[0] if asked.strip() else None
    if isinstance(outcome, Support):
        await query.answer([], cache_time=0, is_personal=True, button=_private(services.say("private_chat")))
        return
    ids = tuple(dict.fromkeys(found_ids(outcome, knowledge)))[:MOST_RESULTS]
    await query.answer([result(id_, knowledge) for id_ in ids], cache_time=CACHE_SECONDS)


def _private(label: str) -> InlineQueryResultsButton:
    return InlineQueryResultsButton(label, start_parameter=SUPPORT)


def found_ids(outcome: Outcome | None, knowledge: Knowledge) -> Iterator[str]:
    """What is worth sharing after an outcome; before anything is typed, the pillars and first questions."""
    match outcome:
        case None:
            yield from (*examples(knowledge), *(pillar.id for pillar in knowledge.pillars))
        case Answered():
            yield from outcome.ids
            for id_ in outcome.ids:
                yield from getattr(knowledge.by_id[id_], "resources", ())
        case Listed():
            yield from (one.id for one in outcome.recommendation.resources)
        case Unsure():
            yield from outcome.ids


def result(id_: str, knowledge: Knowledge) -> InlineQueryResultArticle:
    """One result: its title, a line about it, and the message it becomes."""
    answerable = knowledge.by_id[id_]
    text, _ = Replies(knowledge).about(answerable)
    about = answerable.answer if isinstance(answerable, Entry) else answerable.summary
    content = InputTextMessageContent(
        html(split(text)[0]),
        ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    return InlineQueryResultArticle(short(id_), answerable.label, content, description=plain(about)[:MOST_DESCRIPTION])
