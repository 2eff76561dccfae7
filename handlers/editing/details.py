"""Under the text that `/edit` shows: the wordings of an entry, its resources or link, and taking it away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from telegram import Update

from bot.conversation.memory import Who
from bot.editing import details
from bot.editing.details import Editables
from bot.making.new import likely
from bot.making.steps import lines_of, with_address
from bot.store.records import Awaiting
from bot.store.store import Store
from handlers.context import Context, Services
from handlers.editing.proposals import propose
from handlers.present import numbered, offer
from handlers.wire.buttons import Button, Rows, full, parts_of, short
from handlers.wire.delivery import Target
from handlers.wire.speaker import who as speaker
from knowledge.loading.readers import is_address
from knowledge.model import Entry, Resource

MOST_WORDINGS = 90  # buttons, of the hundred that Telegram shows


def detail_rows(services: Services, id_: str) -> Rows:
    """The buttons for what else can be changed of it; none where nothing can."""
    record = details.with_id(services.snapshot().knowledge, id_)
    if record is None or services.editing.folder is None:
        return []
    return [[Button(services.say(f"{kind}_button"), f"{kind}:{short(id_)}") for kind in details.kinds(record)]]


async def wordings(update: Update, context: Context, target: Target, data: str) -> None:
    """List how people ask for an entry: `wordings:ID`."""
    services = context.services
    if record := await _record(services, target, data):
        asked = [wording for wording, _ in details.wordings(record)]
        rows = numbered((one, f"unword:{short(record.id)}:{details.tag(one)}") for one in asked[:MOST_WORDINGS])
        key = "edit_wordings" if asked else "edit_no_wordings"
        words = "\n".join([_say(services, key, record), "", *_numbered(asked)])
        await _hand(services, target, speaker(update), record, "wordings", words, rows)


async def unword(update: Update, context: Context, target: Target, data: str) -> None:
    """Show what taking a wording away would change: `unword:ID:TAG`."""
    services, tag = context.services, data.rpartition(":")[2]
    if record := await _record(services, target, data):
        listed = details.wordings(record)
        wording, location = next(((one, at) for one, at in listed if details.tag(one) == tag), (None, record.location))
        if wording is None:
            await services.delivery.say(target, services.say("edit_gone_meanwhile", id=record.id))
            return
        proposals = services.proposals
        await propose(
            context, target, speaker(update), lambda: proposals.without_wording(record.id, wording, location.file)
        )


async def links(update: Update, context: Context, target: Target, data: str) -> None:
    """List the resources of an answer, or the link of a resource: `links:ID`."""
    services = context.services
    record = await _record(services, target, data)
    if isinstance(record, Entry):
        await _resources(services, target, speaker(update), record, " ".join(record.phrasings))
    elif isinstance(record, Resource):
        words = _say(services, "edit_link" if record.url else "edit_no_link", record, url=record.url or "")
        await _hand(services, target, speaker(update), record, "links", words, [])


async def link(update: Update, context: Context, target: Target, data: str) -> None:
    """Show what a resource more or less under an answer would change: `link:ID:TAG`, `unlink:ID:TAG`."""
    services, goes, tag = context.services, data.startswith("unlink:"), data.rpartition(":")[2]
    record = await _record(services, target, data)
    if isinstance(record, Entry):
        ids = record.resources if goes else [one.id for one in services.snapshot().knowledge.resources]
        resource = next((id_ for id_ in ids if details.tag(id_) == tag), None)
        if resource is None:
            await services.delivery.say(target, services.say("edit_gone_meanwhile", id=record.id))
            return
        proposals = services.proposals
        await propose(context, target, speaker(update), lambda: proposals.resource(record.id, resource, goes=goes))


async def delete(update: Update, context: Context, target: Target, data: str) -> None:
    """Say what mentions an entry, and show what taking it away would change: `delete:ID`."""
    services, knowledge = context.services, context.services.snapshot().knowledge
    if record := await _record(services, target, data):
        if details.guides(knowledge, record.id):
            await services.delivery.say(target, _say(services, "edit_guides", record))
            return
        mentions = (
            [f"- {one}" for one in details.mentions(knowledge, record.id)] if record.id in knowledge.by_id else []
        )
        key = "edit_mentioned" if mentions else "edit_not_mentioned"
        note = "\n".join([f"{_say(services, 'edit_takes_away', record)} {services.say(key)}", *mentions])
        proposals = services.proposals
        await propose(context, target, speaker(update), lambda: proposals.without(record.id), note)


async def written(context: Context, target: Target, who: Who, handed: Awaiting, text: str) -> None:
    """A reply to a list: more wordings, another link, or words by which a resource is looked for."""
    services, proposals = context.services, context.services.proposals
    record = await _record(services, target, f":{short(handed.name)}")
    lines = lines_of(text)
    if record is None or not lines:
        return
    if handed.kind == "wordings":
        await propose(context, target, who, lambda: proposals.wordings(record.id, lines))
    elif isinstance(record, Entry):
        await _resources(services, target, who, record, text, sought=True)
    elif other := _unfit(services, lines[0]):
        await services.delivery.say(target, other)
    else:
        await propose(context, target, who, lambda: proposals.link(record.id, lines[0]))


def _unfit(services: Services, typed: str) -> str:
    """Why something is not the link of a new resource; nothing where it is."""
    if not typed.startswith("https://") or not is_address(typed):
        return services.say("new_no_address")
    title = with_address(typed, services.snapshot().knowledge)
    return services.say("new_address_taken", title=title) if title else ""


async def _resources(
    services: Services, target: Target, who: Who, record: Entry, words: str, *, sought: bool = False
) -> None:
    """What stands under an answer, which can go, and what may be put there."""
    snapshot, id_ = services.snapshot(), short(record.id)
    titles = {one.id: one.title for one in snapshot.knowledge.resources}
    there = [] if sought else [one for one in record.resources if one in titles]
    others = [one for one in await services.thinking(likely, snapshot, words) if one not in record.resources]
    labels = [(titles[one], f"unlink:{id_}:{details.tag(one)}") for one in there]
    labels += [(services.say("edit_add_button", title=titles[one]), f"link:{id_}:{details.tag(one)}") for one in others]
    listed = _numbered(label for label, _ in labels)
    parts = (
        [] if sought else [_say(services, "edit_links" if there else "edit_no_links", record), *listed[: len(there)]]
    )
    if others or sought:
        parts += ["", services.say("edit_likely" if others else "edit_none_likely"), *listed[len(there) :]]
    await _hand(services, target, who, record, "links", "\n".join(parts).strip(), numbered(labels))


async def _hand(
    services: Services,
    target: Target,
    who: Who,
    record: Editables,
    kind: Literal["wordings", "links"],
    words: str,
    rows: Rows,
) -> None:
    """Say it, and take a reply to it for what it asks."""
    now, posts = services.policy.now(), await offer(services, target, who, words, rows)

    def keep(store: Store) -> None:
        for post in posts:
            store.awaiting.add(Awaiting(target.chat, post, kind, record.id, "", now))

    await services.keep(keep)


async def _record(services: Services, target: Target, data: str) -> Editables | None:
    """The one whose id is in a button; without it, or a folder of one's own, it is said why nothing is shown."""
    knowledge, asked = services.snapshot().knowledge, parts_of(data, 2)[0]
    records = (*knowledge.answerable, *knowledge.smalltalk, *knowledge.replies)
    record = details.with_id(knowledge, full(asked, [one.id for one in records]) or "")
    if services.editing.folder is None:
        await services.delivery.say(target, services.say("edit_shipped"))
        return None
    if record is None:
        await services.delivery.say(target, services.say("edit_unknown_id", id=asked))
    return record


def _say(services: Services, key: str, record: Editables, **values: str) -> str:
    return services.say(key, label=details.name_of_record(record), **values)


def _numbered(labels: Iterable[str]) -> list[str]:
    return [f"{number}. {label}" for number, label in enumerate(labels, 1)]
