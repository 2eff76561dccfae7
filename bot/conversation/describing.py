"""Words for what was shown: a resource, a fact of it, and an answer told another way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from bot.conversation.reasons import Reasons, name_of, within
from bot.markup import LINK, link
from bot.wording import Wording
from knowledge.conversing.heart import heart
from knowledge.conversing.retelling import resources_of
from knowledge.deciding.outcome import Detail, Retold
from knowledge.finding.facets import Facets
from knowledge.model import Answerable, Entry, Knowledge, Pillar, Resource
from knowledge.ranking.phrasings import told

MOST_RESOURCES = 5
MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip


class Descriptions:
    """Describes the resources of one snapshot of the knowledge. Call it with one for all that is said of it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._say = Wording(knowledge.wording)
        self._reasons = Reasons(knowledge)

    def __call__(self, resource: Resource) -> str:
        """What it is, by whom, what is in it and where it is."""
        people = self._say("why_person", names=", ".join(resource.people)) if resource.people else ""
        kind = " ".join([_sentence(self.kind(resource)), *([_sentence(people)] if people else [])])
        return "\n\n".join(filter(None, [f"{resource.title}\n{kind}", resource.summary, self.where(resource)]))

    def in_brief(self, resource: Resource) -> str:
        """Its title, what it is and where it is, on two lines."""
        return f"{self.titled(resource)}\n{self.where(resource)}"

    def titled(self, resource: Resource) -> str:
        """Its title and what it is."""
        return f"{resource.title} ({self.kind(resource)})"

    def item(self, resource: Resource, wished: Facets) -> str:
        """It as one of a list that was to meet some wishes."""
        first = resource.summary.split(". ")[0].rstrip(".")
        where = self.where(resource) if resource.url else ""
        about = [self._reasons.of_item(resource, wished), f"{first}." if first else "", where]
        return "\n".join([self.titled(resource), *filter(None, about)])

    def kind(self, resource: Resource) -> str:
        """Its format, publisher and date."""
        format_ = within(name_of(self._knowledge.vocabulary.formats, resource.format))
        return ", ".join(
            part for part in (format_, resource.publisher, spoken_date(resource.date or resource.starts)) if part
        )

    def where(self, resource: Resource) -> str:
        """Its link, or where to look for it."""
        page = self._knowledge.contact.page
        if resource.url:
            return self._say("open_link", site=site(resource.url), url=resource.url)
        return self._say("no_link", page=page) if page else self._say("no_link_no_page")

    def detail(self, resource: Resource, detail: Detail) -> str:
        """A fact of it, or that it is not known."""
        if detail == "url":
            return f"{resource.title}: {self.where(resource)}"
        if detail == "source":
            source = self._say("detail_source", title=resource.title, kind=self.kind(resource))
            return f"{source}\n\n{self.where(resource)}"
        facts: dict[str, object] = {
            "people": ", ".join(resource.people),
            "publisher": resource.publisher,
            "date": spoken_date(resource.date or resource.starts),
            "minutes": resource.minutes,
        }
        key = f"detail_{detail}" + ("" if facts[detail] else "_unknown")
        return f"{self._say(key, title=resource.title, names=facts['people'], **facts)}\n\n{self.where(resource)}"

    def listed(self, heading: str, resources: Iterable[Resource]) -> str:
        """The titles with their links, under the sentence of a key; empty where there are none."""
        lines = [f"- {link(one.title, one.url) if one.url else one.title}" for one in resources]
        return "\n".join([self._say(heading), *lines]) if lines else ""


class RetoldWords:
    """Tells what was shown another way. Call it with the outcome for the text and the resources that it names."""

    def __init__(self, knowledge: Knowledge, describe: Descriptions) -> None:
        self._knowledge = knowledge
        self._say = Wording(knowledge.wording)
        self._describe = describe

    def __call__(self, outcome: Retold) -> tuple[str, tuple[Resource, ...]]:
        """What there is to tell, or a sentence that says that there is nothing."""
        shown = [self._knowledge.by_id[id_] for id_ in outcome.ids]
        resources = tuple(resources_of(self._knowledge, shown))
        if not outcome.match.id:
            return self._say("retold_nothing"), ()
        if not shown:
            return self._say("retold_no_example"), ()
        if outcome.aspect == "forward":
            return self._to_forward(shown, resources)
        named = resources if isinstance(shown[0], Resource) else resources[: outcome.aspect in ("reason", "step")]
        parts = self._parts(outcome, shown, named[:1])
        return "\n\n".join(filter(None, parts)), named[:1]

    def _parts(self, outcome: Retold, shown: Sequence[Answerable], named: Sequence[Resource]) -> Iterator[str]:
        about = shown[0]
        pack = about.pack if isinstance(about, Entry) else None
        match outcome.aspect:
            case "meaning":
                yield from map(self._heart, shown)
                yield from self._meanings(outcome.meanings)
                yield self._say("retold_plainest")
            case "gist":
                yield from map(self._heart, shown)
                yield from self._next(about) if len(shown) == 1 else ()
            case "example":
                yield f"{self._say('pack_case')}\n{pack.case}" if pack else self._say("retold_example")
                yield from map(self._describe, named)
            case "best":
                yield self._say("retold_best")
                yield from (self._describe.item(resource, outcome.wished) for resource in named)
            case "reason":
                yield from self._why(about, outcome.wished, named)
            case "step":
                yield from self._next(about) or [self._say("retold_no_step")]
                yield self._describe.listed("start_with", named)

    def _heart(self, about: Answerable) -> str:
        """Its name and its first sentence, and where a resource is."""
        if isinstance(about, Resource):
            lines = [self._describe.titled(about), heart(about.summary), self._describe.where(about)]
            return "\n".join(filter(None, lines))
        return f"{about.label}\n\n{heart(told(about))}".strip()

    def _meanings(self, meanings: Sequence[tuple[str, str]]) -> Iterator[str]:
        if meanings:
            yield "\n".join([self._say("retold_words"), *(f"- {word}: {meaning}" for word, meaning in meanings)])

    def _next(self, about: Answerable) -> list[str]:
        if not isinstance(about, Entry):
            return []
        if about.pack:
            return [f"{self._say('pack_next')}\n{about.pack.next}"]
        return [self._say("ask_at_board", question=about.ask)] if about.ask else []

    def _why(self, about: Answerable, wished: Facets, named: Sequence[Resource]) -> Iterator[str]:
        """A pack, a pillar and a resource say themselves why; of an answer there is its source."""
        if isinstance(about, Resource):
            yield self._describe.item(about, wished)
        elif isinstance(about, Pillar) or about.pack:
            yield about.label
            yield told(about)
        else:
            yield self._say("retold_no_reason")
            yield from (self._describe.detail(resource, "source") for resource in named)

    def _to_forward(
        self, shown: Sequence[Answerable], resources: Sequence[Resource]
    ) -> tuple[str, tuple[Resource, ...]]:
        """All links there are, of resources or in the text; a pack is a text by itself."""
        linked = [resource for resource in resources if resource.url][:MOST_RESOURCES]
        links = [f"- {found[0]}" for answerable in shown for found in LINK.finditer(told(answerable))]
        if linked:
            return self._describe.listed("retold_forward", linked), tuple(linked)
        return "\n".join([self._say("retold_forward"), *links]) if links else self._say("retold_no_link"), ()


def _sentence(words: str) -> str:
    """With a capital and a full stop; the rest stays as written."""
    return f"{words[:1].upper()}{words[1:]}."


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
