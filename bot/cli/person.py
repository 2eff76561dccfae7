"""`race-equality person`: what is kept of one person, for the operator whom that person has asked."""

from __future__ import annotations

import contextlib
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from bot import app
from bot.library.folder import BrokenKnowledgeError, parse_folder
from bot.machine.private import NotWrittenError, written
from bot.person.person import Held, Subject, erase, gaps_with, held, note, subject
from bot.settings import Settings
from bot.store.records import Access
from bot.store.store import Store, StoreError
from bot.wording import Wording
from bot.workdays import at_the_clock
from knowledge.model import Knowledge

SETTINGS = ("DATABASE", "SMTP_URL", "MAIL_FROM", "STAFF_EMAIL")
YES = "erase"


def arguments(parser: ArgumentParser) -> None:
    """Whom it is about, and what is done."""
    parser.add_argument("who", nargs="?", metavar="WHO", help="a chat's number, a reference, or words to look for")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--export", type=Path, metavar="FILE.json", help="write all that is kept of them to a file")
    what.add_argument("--erase", action="store_true", help="erase it, and take back what staff see of it")
    what.add_argument("--record", action="store_true", help="who has looked or erased, in the last year")
    parser.add_argument("--yes", action="store_true", help="erase without being asked again")
    app.takes_knowledge(parser)


def run(given: Namespace) -> int:
    """Show, export or erase what is kept of one person; each is noted."""
    chosen = app.settings(SETTINGS)
    try:
        with contextlib.closing(Store.open_made(app.database(chosen))) as store:
            return _done(given, store, chosen)
    except (StoreError, NotWrittenError) as error:
        return app.wrong(error)


def _done(given: Namespace, store: Store, chosen: Settings) -> int:
    if given.record:
        print("\n".join(map(_line, store.accesses.all())) or "Nobody has looked.")
        return app.DONE
    if not given.who:
        return app.wrong("Say whom it is about: a chat's number, a reference such as #K7F2, or words to look for.")
    whom = subject(store, given.who)
    if whom is None:
        return _sought(store, given.who)
    if whom.number is None and not given.erase:
        return app.wrong(f"Nothing says any more whose enquiry {given.who} was; only --erase can be done with it.")
    knowledge = _knowledge(given)
    if given.erase:
        return _erased(given, store, whom, knowledge, chosen)
    return _shown(given, store, held(store, whom.number or 0, knowledge))


def _sought(store: Store, words: str) -> int:
    """Where the words stand; the words themselves are not noted, since they may be a name."""
    hits, gaps = store.people.naming(words), gaps_with(store, words)
    _note(store, "searched", f"{len(hits)} enquiries, {len(gaps)} questions without an answer")
    for reference, number, fields in hits:
        whose = f"chat {number}" if number is not None else "nobody's any more"
        print(f"#{reference}: {whose}; in {', '.join(fields)}")
    for gap in gaps:
        print(f"A question without an answer, number {gap}: nobody's; it ends by itself, or with --not-ours in gaps.")
    if not (hits or gaps):
        return app.wrong("No enquiry holds these words, and it is neither a number nor a reference that is known.")
    return app.DONE


def _shown(given: Namespace, store: Store, all_held: Held) -> int:
    if given.export:
        with written(given.export) as part:
            part.write_text(all_held.as_json() + "\n", "utf-8")
        _note(store, "exported", str(all_held))
        print(
            f"All that is kept of chat {all_held.number} is in {given.export}. It is personal data: delete it in time."
        )
        return app.DONE
    _note(store, "read", str(all_held))
    print(all_held.words)
    if all_held.beside:
        print(f"\nBeside that, rows in: {', '.join(f'{table} ({count})' for table, count in all_held.beside.items())}.")
        print("--export shows each.")
    return app.DONE


def _erased(given: Namespace, store: Store, whom: Subject, knowledge: Knowledge, chosen: Settings) -> int:
    alone = whom.enquiry is not None or whom.number is None
    what = f"#{given.who.lstrip('#').upper()} alone" if alone else str(held(store, whom.number or 0, knowledge))
    if not given.yes and _answer(what) != YES:
        return app.wrong("Nothing was erased.")
    now, say = datetime.now(UTC), Wording(knowledge.wording)
    store.alone(lambda store: erase(store, whom, now, say, mails=bool(chosen.smtp_url)))
    _note(store, "erased", what)
    print("It is erased. What staff see of it is taken back when the assistant serves, within a minute.")
    print("It may still be in backups, in exports, with staff and at Telegram; see docs/privacy.md.")
    if not alone and whom.number is not None and (left := store.people.of(whom.number, store.columns())):
        print(f"Left, because it shows who changed the knowledge and when: rows in {', '.join(left)}.")
    return app.DONE


def _answer(what: str) -> str:
    print(f"This erases for good: {what}. Type {YES} to go on: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def _note(store: Store, did: str, what: str) -> None:
    now = datetime.now(UTC)
    store.alone(lambda store: note(store, now, app.account(), did, what))


def _line(access: Access) -> str:
    return f"{at_the_clock(access.at)}: {access.who or 'the person'} {access.did}: {access.what}"


def _knowledge(given: Namespace) -> Knowledge:
    parsed = parse_folder(app.folder(given))
    if parsed.knowledge is None:
        raise BrokenKnowledgeError(parsed.problems)
    return parsed.knowledge
