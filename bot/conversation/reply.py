"""What an outcome sounds like: the whole reply, the resources it names, the choices it offers.

The same words for the terminal and for Telegram; `text` is in the light markup of `bot.markup`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from bot.conversation.care import Care
from bot.conversation.packs import Handout, handout
from bot.conversation.reasons import Reasons, name_of, within
from bot.markup import link, without_links
from bot.wording import Wording
from knowledge.deciding.outcome import (
    Answered,
    Declined,
    Detailed,
    Listed,
    Outcome,
    Social,
    Support,
    Unknown,
    Unsure,
    WantsPerson,
)  # fmt: skip
from knowledge.finding.facets import Facets, Unwanted
from knowledge.finding.finding import Match
from knowledge.finding.qualities import is_refused
from knowledge.finding.recommend import named_in, recommend
from knowledge.model import Answerable, Entry, Knowledge, Pillar, Resource, SupportCase

MOST_RESOURCES = 5
NOTHING = Unwanted()
MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that can be chosen, and what choosing it would show."""

    entry: str
    label: str
    text: str
    resources: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """`outcome` is one of the contract's words; `follow_ups` are ids worth asking next; `more`: there are more.

    `missed` are the parts of the message that got no answer; `handout` is the pack that it shows and nothing besides;
    `further` is the case for which there is more help.
    """

    outcome: str
    match: Match
    text: str
    resources: tuple[Resource, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    follow_ups: tuple[str, ...] = ()
    more: bool = False
    missed: tuple[str, ...] = ()
    handout: Handout | None = None
    further: SupportCase | None = None


class Replies:
    """Composes replies from one snapshot of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.say = Wording(knowledge.wording)
        self._reasons = Reasons(knowledge)
        self._care = Care(knowledge)

    def __call__(self, outcome: Outcome, minutes: int | None = None) -> Reply:
        """An outcome as a reply in words; `minutes` that a board has for what it asks, where that was said."""
        match outcome:
            case Answered():
                return self._answered(outcome, minutes)
            case Listed():
                return self._listed(outcome)
            case Detailed():
                return self._detailed(outcome)
            case Unsure():
                suggestions = tuple(self.suggestion(id_, outcome.without) for id_ in outcome.ids)
                return Reply(
                    "suggest", outcome.match, self._did_you_mean(suggestions, outcome.missing), suggestions=suggestions
                )
            case Support():
                return self._supported(outcome)
            case WantsPerson():
                return Reply("contact", outcome.match, self.contact())
            case Declined():
                return Reply("social", outcome.match, self.say("declined"))
            case Social():
                return Reply("social", outcome.match, self._courtesy(outcome.smalltalk))
            case Unknown():
                return Reply("unknown", outcome.match, self.say("unknown"))

    def suggestion(self, id_: str, without: Unwanted = NOTHING) -> Suggestion:
        """A choice, with what it would show."""
        text, resources = self.about(self.knowledge.by_id[id_], without)
        return Suggestion(id_, self.knowledge.by_id[id_].label, text, resources)

    def about(
        self, answerable: Answerable, without: Unwanted = NOTHING, minutes: int | None = None
    ) -> tuple[str, tuple[Resource, ...]]:
        """The answer of an entry, resource or pillar, and the resources it names, without those refused."""
        text, named = self._told(answerable, without, minutes)
        return "\n\n".join([text, *self._without_link([answerable], named)]), named

    def _told(self, answerable: Answerable, without: Unwanted, minutes: int | None) -> tuple[str, tuple[Resource, ...]]:
        if isinstance(answerable, Resource):
            return self._resource(answerable), (answerable,)
        if isinstance(answerable, Pillar):
            first = recommend(self.knowledge, Facets(pillars=(answerable.id,), refused=without), None).page(0)
            return self._with_resources(f"{answerable.name}\n\n{answerable.summary}", "start_with", first), first
        if pack := handout(answerable, minutes):
            text = pack.text(self.say)
            return text, self._linked(text)
        known = named_in(self.knowledge, answerable.resources)
        named = tuple(resource for resource in known if not is_refused(resource, without))[:MOST_RESOURCES]
        parts = [answerable.question, answerable.answer]
        parts += [self.say("ask_at_board", question=answerable.ask)] if answerable.ask else []
        parts += self._care.below(answerable)
        return self._with_resources("\n\n".join(parts), "read_more", named), named

    def in_brief(self, resource: Resource) -> str:
        """The title of a resource, what it is and where it is, on two lines."""
        return f"{resource.title} ({self._kind(resource)})\n{self._where(resource)}"

    def _linked(self, text: str) -> tuple[Resource, ...]:
        """The resources that a text links to."""
        linked = (one for one in self.knowledge.resources if one.url and f"]({one.url})" in text)
        return tuple(linked)[:MOST_RESOURCES]

    def _answered(self, outcome: Answered, minutes: int | None) -> Reply:
        texts: list[str] = []
        resources: list[Resource] = []
        answered = [self.knowledge.by_id[id_] for id_ in outcome.ids]
        for answerable in answered:
            text, named = self._told(answerable, outcome.without, minutes)
            texts.append(text)
            resources += named
        texts += self._without_link(answered, resources)
        texts += [self.say("part_not_answered", part=without_links(part)) for part in outcome.missed]
        first = answered[0]
        follow_ups = first.follow_ups if isinstance(first, Entry) else ()
        return Reply(
            "answer",
            outcome.match,
            "\n\n".join(texts),
            tuple(dict.fromkeys(resources))[:MOST_RESOURCES],
            follow_ups=follow_ups[:3],
            missed=outcome.missed,
            handout=handout(first, minutes) if isinstance(first, Entry) and len(answered) == 1 else None,
        )

    def _listed(self, outcome: Listed) -> Reply:
        recommendation = outcome.recommendation
        shown = recommendation.page(outcome.first)
        left = len(recommendation.resources) - outcome.first - len(shown)
        parts = []
        if recommendation.dropped:
            parts.append(
                self.say("not_met", wishes=", ".join(self.say(f"wish_{wish}") for wish in recommendation.dropped))
            )
        why = self._reasons.of_list(recommendation)
        parts.append(self.say("listed", why=why) if why else self.say("listed_plain"))
        numbered = enumerate(shown, outcome.first + 1)
        parts += [self._item(number, resource, recommendation.facets) for number, resource in numbered]
        parts += self._without_link((), shown)
        if left > 0:
            parts.append(self.say("listed_more", count=left))
        return Reply("answer", outcome.match, "\n\n".join(parts), shown, more=left > 0)

    def _item(self, number: int, resource: Resource, wished: Facets) -> str:
        first = resource.summary.split(". ")[0].rstrip(".")
        where = self._where(resource) if resource.url else ""
        about = [self._reasons.of_item(resource, wished), f"{first}." if first else "", where]
        return "\n".join([f"{number}. {resource.title} ({self._kind(resource)})", *filter(None, about)])

    def _resource(self, resource: Resource) -> str:
        people = f" {_sentence(self.say('why_person', names=', '.join(resource.people)))}" if resource.people else ""
        parts = [
            f"{resource.title}\n{_sentence(self._kind(resource))}{people}",
            resource.summary,
            self._where(resource),
        ]
        return "\n\n".join(part for part in parts if part)

    def _kind(self, resource: Resource) -> str:
        format_ = within(name_of(self.knowledge.vocabulary.formats, resource.format))
        return ", ".join(
            part for part in (format_, resource.publisher, spoken_date(resource.date or resource.starts)) if part
        )

    def _where(self, resource: Resource) -> str:
        page = self.knowledge.contact.page
        if resource.url:
            return self.say("open_link", site=site(resource.url), url=resource.url)
        return self.say("no_link", page=page) if page else self.say("no_link_no_page")

    def _with_resources(self, text: str, heading: str, resources: Iterable[Resource]) -> str:
        lines = [f"- {link(one.title, one.url) if one.url else one.title}" for one in resources]
        return "\n".join([f"{text}\n\n{self.say(heading)}", *lines]) if lines else text

    def _without_link(self, answered: Iterable[Answerable], named: Iterable[Resource]) -> list[str]:
        """Once a reply, where to look for what is named without a link; what is answered itself says so."""
        page = self.knowledge.contact.page
        if not page or all(resource.url or resource in answered for resource in named):
            return []
        return [self.say("some_without_link", page=page)]

    def _did_you_mean(self, suggestions: Iterable[Suggestion], missing: str | None) -> str:
        lines = [f"{number}. {self._choice(suggestion)}" for number, suggestion in enumerate(suggestions, 1)]
        opening = self.say("no_such", what=missing) if missing else self.say("did_you_mean")
        return "\n".join([opening, "", *lines])

    def _choice(self, suggestion: Suggestion) -> str:
        """What choosing it would show: a question says so itself, a title does not say what kind of thing it is."""
        resource = self.knowledge.resource(suggestion.entry)
        return f"{suggestion.label} ({self._kind(resource)})" if resource else suggestion.label

    def _detailed(self, outcome: Detailed) -> Reply:
        resource = self.knowledge.resource(outcome.resource)
        assert resource is not None  # noqa: S101 - the outcome names what was shown from this snapshot
        facts: dict[str, object] = {
            "people": ", ".join(resource.people),
            "publisher": resource.publisher,
            "date": spoken_date(resource.date or resource.starts),
            "minutes": resource.minutes,
        }
        if outcome.detail == "url":
            text = f"{resource.title}: {self._where(resource)}"
        elif outcome.detail == "source":
            source = self.say("detail_source", title=resource.title, kind=self._kind(resource))
            text = f"{source}\n\n{self._where(resource)}"
        else:
            known = facts[outcome.detail]
            key = f"detail_{outcome.detail}" + ("" if known else "_unknown")
            filled = {**facts, "publisher": resource.publisher}
            text = self.say(key, title=resource.title, names=facts["people"], **filled)
            text += f"\n\n{self._where(resource)}"
        return Reply("answer", outcome.match, text, (resource,))

    def _supported(self, outcome: Support) -> Reply:
        """Who can help, and after that the answer to what was asked beside."""
        beside = outcome.beside
        further = outcome.case if self._care.rest(outcome.case) else None
        if beside is None or (isinstance(beside, Answered) and self._care.guides(outcome, beside.ids)):
            return Reply("support", outcome.match, self._care(outcome), further=further)
        answer = self(beside)
        text = "\n\n".join([self._care(outcome), self.say("support_then"), answer.text])
        return replace(answer, outcome="support", text=text, missed=(), handout=None, further=further)

    def more_help(self, case: SupportCase) -> Reply:
        """All who can help beyond those whom the reply to a case names."""
        return Reply("support", Match(), self._care.rest(case))

    def contact(self) -> str:
        """How a person is reached, from contact.yaml."""
        contact = self.knowledge.contact
        ways = []
        if contact.email:
            ways.append(self.say("contact_email", email=contact.email))
        if contact.page:
            ways.append(self.say("contact_page", page=contact.page))
        if not ways:
            return self.say("contact_unset")
        hours = [self.say("contact_hours", hours=contact.hours)] if contact.hours else []
        return " ".join([self.say("contact_opening"), *ways, *hours])

    def _courtesy(self, id_: str) -> str:
        return next((one.reply for one in self.knowledge.smalltalk if one.id == id_), self.say("emoji_only"))


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
