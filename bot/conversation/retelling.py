"""What was just shown, told another way: its words explained, its heart, an example, a link, a reason, a next step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.conversation.reasons import Reasons
from bot.conversation.resources import Descriptions, spoken_date
from bot.markup import LINK
from bot.wording import Wording
from knowledge.conversing.retelling import heart, resources_of
from knowledge.deciding.outcome import Brief, Retold
from knowledge.finding.facets import Facets
from knowledge.model import Answerable, Entry, Knowledge, Pillar, Resource
from knowledge.ranking.phrasings import told

MOST_LINKS = 5


class Checked:
    """Tells what people have confirmed, and claims nothing beyond that. Who they are, and sources, are not told."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._say = Wording(knowledge.wording)

    def of_all(self) -> str:
        """How many answers have been confirmed, and since when."""
        days = sorted(self._knowledge.confirmed.values())
        if not days:
            return self._say("confirmed_none")
        count = len(self._knowledge.entries) + len(self._knowledge.resources)
        since, last = spoken_date(days[0]), spoken_date(days[-1])
        return self._say("confirmed_some", count=len(days), all=count, since=since, last=last)

    def of_each(self, shown: Sequence[Answerable]) -> Iterator[str]:
        """When each was confirmed; else the date beside it, which is no confirmation; one sentence for all without."""
        undated = [about for about in shown if not self._day(about)]
        yield from (self._of_one(about) for about in shown if about not in undated)
        if len(undated) == 1:
            yield self._say("checked_undated", label=undated[0].label)
        elif undated:
            yield self._say("checked_undated_all" if len(undated) == len(shown) else "checked_undated_others")

    def _of_one(self, about: Answerable) -> str:
        key = "checked_confirmed" if about.id in self._knowledge.confirmed else "checked_dated"
        return self._say(key, label=about.label, day=spoken_date(self._day(about)))

    def _day(self, about: Answerable) -> str | None:
        return self._knowledge.confirmed.get(about.id) or (None if isinstance(about, Pillar) else about.reviewed)


class RetoldWords:
    """Tells what was shown another way. Call it with the outcome for the text and the resources that it names."""

    def __init__(self, knowledge: Knowledge, described: Descriptions) -> None:
        self._knowledge = knowledge
        self._say = Wording(knowledge.wording)
        self._described = described
        self._reasons = Reasons(knowledge)
        self._checked = Checked(knowledge)

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
        if outcome.aspect == "checked":
            return "\n\n".join(self._checked.of_each(shown)), ()
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
                yield from map(self._described.page, named)
            case "best":
                yield self._say("retold_best")
                yield from (self._about(resource, outcome.wished) for resource in named)
            case "reason":
                yield from self._why(about, outcome.wished, named)
            case "step":
                yield from self._next(about) or [self._say("retold_no_step")]
                yield self._listed("start_with", named)

    def _heart(self, about: Answerable) -> str:
        """Its name and its first sentence, and where a resource is."""
        if isinstance(about, Resource):
            return self._about(about)
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
            yield self._about(about, wished)
        elif isinstance(about, Pillar) or about.pack:
            yield about.label
            yield told(about)
        else:
            yield self._say("retold_no_reason")
            yield from (self._described.detail(resource, "source") for resource in named)

    def already(self, outcome: Brief) -> str:
        """That it stands in the last reply, and where; of a list by date, that there is nothing beyond its first."""
        about, resource = self._knowledge.by_id[outcome.about].label, self._knowledge.resource(outcome.about)
        if outcome.what != "shown_in_part":
            return self._say(outcome.what, about=about, when=spoken_date(resource.date) if resource else "")
        named = f"{about} ({self._described.kind(resource)})" if resource else about
        lines = [f"- {line}" for line in outcome.lines]
        return "\n".join([self._say("shown_in_part", about=named), *lines])

    def _to_forward(
        self, shown: Sequence[Answerable], resources: Sequence[Resource]
    ) -> tuple[str, tuple[Resource, ...]]:
        """All links there are, of resources or in the text; a pack is a text by itself."""
        linked = [resource for resource in resources if resource.url][:MOST_LINKS]
        links = [f"- {found[0]}" for answerable in shown for found in LINK.finditer(told(answerable))]
        if linked:
            return self._listed("retold_forward", linked), tuple(linked)
        return "\n".join([self._say("retold_forward"), *links]) if links else self._say("retold_no_link"), ()

    def _about(self, resource: Resource, wished: Facets | None = None) -> str:
        """What a resource is, why it is named where that was asked, what it says first, and where it is."""
        title, where = f"{resource.title} ({self._described.kind(resource)})", self._described.where(resource)
        reasons = self._reasons.of_items([resource], wished) if wished else []
        return "\n".join(filter(None, [title, *reasons, heart(resource.summary), where]))

    def _listed(self, heading: str, resources: Iterable[Resource]) -> str:
        lines = self._described.links(resources)
        return "\n".join([self._say(heading), *lines]) if lines else ""
