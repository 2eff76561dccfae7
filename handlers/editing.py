"""An administrator's edits in Telegram: what would change is shown first, and done when they say so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import chain

from telegram import Update

from bot.conversations import Who
from bot.editing import Preview
from bot.proposal import Broken, Proposal, Refused
from bot.watching import told
from handlers.browse import here
from handlers.buttons import Button
from handlers.context import Context, Services
from handlers.delivery import Place
from handlers.present import offer

Make = Callable[[], Proposal | Broken | Refused]


async def undo(update: Update, context: Context) -> None:
    """Show what bringing back the version before would change."""
    _, place, who = here(update)
    await propose(context, place, who, context.services.proposals.undo)


async def propose(context: Context, place: Place, who: Who, make: Make) -> None:
    """Try what an administrator wants to change, and show what it would do; it takes seconds, beside the loop."""
    services = context.services
    async with services.delivery.typing(place):
        tried = await asyncio.to_thread(_tried, services, make)
    if isinstance(tried, Refused):
        await services.delivery.plain(place.chat, tried.why)
    elif isinstance(tried, Broken):
        await services.delivery.plain(place.chat, told(tried.problems, services.say))
    else:
        name = tried.snapshot.knowledge.version[:16]
        services.proposed.put(name, tried)
        say = services.say
        label = say("apply_although_button", count=len(tried.broken)) if tried.broken else say("apply_button")
        rows = [[Button(label, f"apply:{name}"), Button(say("discard_button"), f"discard:{name}")]]
        await offer(services, place, who, _shown(tried, services), rows)


async def apply(update: Update, context: Context, place: Place, data: str) -> None:
    """Put in force what was shown: `apply:NAME`."""
    services, person = context.services, update.effective_user
    preview = services.proposed.get(data.partition(":")[2])
    if preview is None or person is None:
        await services.delivery.say(place, services.say("proposal_gone"))
        return
    services.proposed.drop(data.partition(":")[2])
    who = f"{person.id} ({person.full_name})"
    done = await asyncio.to_thread(services.editing.apply, preview, who, override=bool(preview.broken))
    words = done.why if isinstance(done, Refused) else services.say("applied", changes=done.changes)
    await services.delivery.plain(place.chat, words)


async def discard(_: Update, context: Context, place: Place, data: str) -> None:
    """Forget what was shown."""
    context.services.proposed.drop(data.partition(":")[2])
    await context.services.delivery.say(place, context.services.say("discarded"))


def _tried(services: Services, make: Make) -> Preview | Broken | Refused:
    proposal = make()
    return services.editing.preview(proposal) if isinstance(proposal, Proposal) else proposal


def _shown(preview: Preview, services: Services) -> str:
    """What would change, as plain text."""
    found = chain(
        (f"+ {item.kind} {item.id}" for item in preview.changes.added),
        (f"~ {item.kind} {item.id}" for item in preview.changes.changed),
        (f"- {item.kind} {item.id}" for item in preview.changes.removed),
    )
    return "\n".join([services.say("would_change", changes=preview.changes), *found])
