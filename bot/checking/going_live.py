"""What a person must settle before leaders meet the assistant, as a list to tick off (Markdown)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import urlsplit

from knowledge.loading.descriptions import FIELDS
from knowledge.model import Knowledge
from knowledge.quality.lint import links

ID = re.compile(r"^\s*(?:- )?\{?id: ([a-z0-9-]+)")
KEY = re.compile(r"^\s*(?:- )?([a-z_]+):")
TO_CONFIRM = re.compile(r"(?:^|\s)#\s*confirm(?::\s*(.*))?$")
HEAD = """\
# Before going live

What a person must settle before leaders meet the assistant. The list is made by `race-equality check --live` from the
files of the knowledge: settle a point in its file, and it goes away.
"""

Texts = Mapping[str, str]


def going_live(knowledge: Knowledge, texts: Texts, good: Collection[str]) -> str:
    """The whole list. `texts` are the files, `good` the links that were visited and found good."""
    sections = (
        ("How leaders reach the team", _contact(knowledge)),
        ("What the privacy notice must say", _notice(knowledge)),
        ("Who helps a person in distress", _support(knowledge)),
        ("What stands to be confirmed", _to_confirm(texts)),
        ("Links that nobody has opened", _links(knowledge, good)),
        ("Resources without a link", _without_link(knowledge)),
        ("Every mention of the organisation's name", _mentions(knowledge, texts)),
    )
    parts = [f"## {title}\n\n" + "\n".join(lines) + "\n" for title, found in sections if (lines := list(found))]
    return "\n".join([HEAD, *parts])


def _box(text: str) -> str:
    return f"- [ ] {text}"


def _contact(knowledge: Knowledge) -> Iterator[str]:
    contact = knowledge.contact
    if not contact.email:
        yield _box("`contact.yaml`, `email`: no address is known. Leaders are told so.")
    if not contact.hours:
        yield _box("`contact.yaml`, `hours`: nobody is told when the team is there.")
    if days := contact.promised_reply_days:
        yield _box(f"`contact.yaml`, `promised_reply_days`: confirm that the team replies within {days} working days.")
    else:
        yield _box("`contact.yaml`, `promised_reply_days`: no time is promised for a reply.")
    if contact.page:
        yield _box(f"`contact.yaml`, `page`: confirm that {contact.page} is the programme's page.")
    else:
        yield _box("`contact.yaml`, `page`: the programme's page is not known.")


def _notice(knowledge: Knowledge) -> Iterator[str]:
    for name in knowledge.contact.notice.unset():
        yield _box(f"`contact.yaml`, `notice`, `{name}`: {FIELDS[name]}.")


def _support(knowledge: Knowledge) -> Iterator[str]:
    for route in knowledge.support.routes if knowledge.support else ():
        if not route.verified:
            told = " ".join(filter(None, (route.contact, route.url)))
            shown = told or "by its name alone, without number or link."
            yield _box(f"`{route.id}` ({route.name}): {shown}")


def _to_confirm(texts: Texts) -> Iterator[str]:
    """Lines with a comment that begins with `confirm`."""
    for file, id_, line in _lines(texts):
        if comment := TO_CONFIRM.search(line):
            key = KEY.match(line)
            name = ", ".join(f"`{part}`" for part in (id_, key[1] if key else "") if part and part != "id")
            value = line[key.end() : comment.start()].strip(" |>-") if key else ""
            what = ": ".join(filter(None, (value, comment[1])))
            yield _box(": ".join(filter(None, (", ".join(filter(None, (f"`{file}`", name))), what))))


def _links(knowledge: Knowledge, good: Collection[str]) -> Iterator[str]:
    sites: dict[str, dict[str, None]] = defaultdict(dict)
    for _, address in links(knowledge):
        if address not in good:
            sites[urlsplit(address).hostname or ""][address] = None
    if sites:
        yield "`race-equality check --links` opens them all, and remembers those that are good.\n"
    for site, addresses in sorted(sites.items()):
        yield from (_box(address) for address in sorted(addresses, key=lambda one: (site, one)))


def _without_link(knowledge: Knowledge) -> Iterator[str]:
    without = [resource for resource in knowledge.resources if not resource.url]
    if without:
        yield "The reply points to the programme's page instead.\n"
    for resource in without:
        yield _box(f"`{resource.id}`: {resource.title}")


def _mentions(knowledge: Knowledge, texts: Texts) -> Iterator[str]:
    names = _names(knowledge)
    if not names:
        return
    name = re.compile("|".join(rf"\b{re.escape(one)}\b" for one in sorted(names, key=len, reverse=True)))
    files: dict[str, dict[str, None]] = defaultdict(dict)
    for file, id_, line in _lines(texts):
        if name.search(line):
            files[file][id_ or _key(line)] = None
    yield f"{' or '.join(sorted(names))}: to be changed here if the organisation changes its name.\n"
    for file, ids in files.items():
        yield _box(f"`{file}`: {', '.join(f'`{one}`' for one in ids)}")


def _names(knowledge: Knowledge) -> set[str]:
    """The organisation's name, and what else it is called."""
    name = knowledge.contact.organisation
    groups = [group for group in knowledge.vocabulary.synonyms if name in group]
    return {one for group in groups for one in group} | ({name} if name else set())


def _lines(texts: Texts) -> Iterator[tuple[str, str, str]]:
    """Each line of the texts as `(file, id of the record, line)`."""
    for file, text in sorted(texts.items()):
        id_ = ""
        for line in text.splitlines():
            if found := ID.match(line):
                id_ = found[1]
            yield file, id_, line


def _key(line: str) -> str:
    found = KEY.match(line)
    return found[1] if found else "notes"
