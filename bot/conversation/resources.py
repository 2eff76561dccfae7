"""What a resource is, in words: on a line, in a list, on a page of its own, and one detail of it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from bot.calendar.events import EventWords
from bot.conversation.reasons import Reasons, name_of, within
from bot.markup import link
from bot.wording import Wording
from knowledge.calendar.events import starts
from knowledge.model import Knowledge, Resource

MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
GATHERING = "event"


class Descriptions:
    """Describes the resources of one snapshot of the knowledge, in the light markup."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._say = Wording(knowledge.wording)
        self._reasons = Reasons(knowledge)
        self._events = EventWords(self._say)

    def kind(self, resource: Resource) -> str:
        """Its format, its publisher and its date: `report, NHS Providers, March 2022`."""
        format_ = within(name_of(self._knowledge.vocabulary.formats, resource.format))
        return ", ".join(part for part in (format_, resource.publisher, spoken_date(_date(resource))) if part)

    def where(self, resource: Resource) -> str:
        """Its link, or else where to look for it."""
        page = self._knowledge.contact.page
        if resource.url:
            return self._say("open_link", site=site(resource.url), url=resource.url)
        return self._say("no_link", page=page) if page else self._say("no_link_no_page")

    def brief(self, resource: Resource) -> str:
        """Its title, what it is and where it is, on two lines."""
        return f"{resource.title} ({self.kind(resource)})\n{self.where(resource)}"

    def links(self, resources: Iterable[Resource]) -> list[str]:
        """A line for each: its title, with its link where it has one."""
        return [f"- {link(one.title, one.url) if one.url else one.title}" for one in resources]

    def item(self, number: int, resource: Resource, reason: str) -> str:
        """An item of a list: what speaks for it (`reason`), and what it says first."""
        first = resource.summary.split(". ")[0].rstrip(".")
        where = self.where(resource) if resource.url else ""
        about = [reason, f"{first}." if first else "", where]
        return "\n".join([f"{number}. {resource.title} ({self.kind(resource)})", *filter(None, about)])

    def brief_item(self, number: int, resource: Resource, reason: str = "", *, dated: bool = False) -> str:
        """The same where there is little room: with its date where that decides, and why it is there."""
        date = spoken_date(_date(resource)) if dated else ""
        kind = ", ".join(filter(None, [within(name_of(self._knowledge.vocabulary.formats, resource.format)), date]))
        title = link(resource.title, resource.url) if resource.url else resource.title
        return "\n".join(filter(None, [f"{number}. {title} ({kind})", reason]))

    def page(self, resource: Resource) -> str:
        """All that is known of it."""
        people = f" {_sentence(self._say('why_person', names=', '.join(resource.people)))}" if resource.people else ""
        parts = [
            f"{resource.title}\n{_sentence(self.kind(resource))}{people}",
            self._say("event_when", when=self._events.line(resource)) if resource.starts else "",
            resource.summary,
            self._reasons.of_trust(resource),
            self.where(resource),
        ]
        return "\n\n".join(part for part in parts if part)

    def detail(self, resource: Resource, detail: str) -> str:
        """One thing about it: its people, publisher, date or minutes, its url, its source or its place."""
        facts: dict[str, object] = {
            "people": ", ".join(resource.people),
            "publisher": resource.publisher,
            "date": spoken_date(_date(resource)),
            "minutes": resource.minutes,
        }
        if detail == "place" and (resource.starts or resource.format == GATHERING):
            return f"{self._place(resource)}\n\n{self.where(resource)}"
        if detail in ("url", "place"):
            return f"{resource.title}: {self.where(resource)}"
        if detail == "source":
            source = self._say("detail_source", title=resource.title, kind=self.kind(resource))
            return f"{source}\n\n{self.where(resource)}"
        if detail == "date" and resource.starts:
            when = self._say("detail_starts", title=resource.title, when=self._events.line(resource))
            return f"{when}\n\n{self.where(resource)}"
        known = facts[detail]
        key = f"detail_{detail}" + ("" if known else "_unknown")
        filled = {**facts, "publisher": resource.publisher}
        return f"{self._say(key, title=resource.title, names=facts['people'], **filled)}\n\n{self.where(resource)}"

    def _place(self, event: Resource) -> str:
        venue = self._events.place(event) or (self._events.line(event) if event.starts else "")
        key = "detail_starts" if venue else "detail_place_unknown"
        return self._say(key, title=event.title, when=venue)


def _sentence(words: str) -> str:
    """With a capital and a full stop; the rest stays as written."""
    return f"{words[:1].upper()}{words[1:]}."


def _date(resource: Resource) -> str | None:
    return resource.date or (starts(resource).date().isoformat() if resource.starts else None)


def spoken_date(date: str | None) -> str:
    """A date of a resource as people say it: `2022-03` is March 2022."""
    if not date:
        return ""
    year, *rest = date[:10].split("-")
    month = MONTHS[int(rest[0]) - 1] if rest else ""
    day = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(part for part in (day, month, year) if part)


def site(url: str) -> str:
    """The name of the site an address is on."""
    return urlsplit(url).netloc.removeprefix("www.")
