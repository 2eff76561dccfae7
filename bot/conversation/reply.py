"""What an outcome sounds like: the whole reply, the resources it names, the choices it offers.

The same words for the terminal and for Telegram; `text` is in the light markup of `bot.markup`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.calendar.events import EventWords
from bot.contact.ways import WaysToReach
from bot.conversation.care import Care
from bot.conversation.packs import Handout, handout
from bot.conversation.reasons import Reasons
from bot.conversation.resources import Descriptions
from bot.conversation.retelling import Checked, RetoldWords
from bot.markup import without_links
from bot.wording import Wording
from knowledge import placeholders
from knowledge.deciding.outcome import (
    Answered,
    Brief,
    Declined,
    Detailed,
    Listed,
    Outcome,
    Retold,
    Social,
    Support,
    ToldHowToReach,
    Unknown,
    Unsure,
    WantsPerson,
    Welcomed,
)  # fmt: skip
from knowledge.finding.facets import Facets, Unwanted
from knowledge.finding.finding import Match
from knowledge.finding.qualities import is_refused
from knowledge.finding.recommend import named_in, recommend
from knowledge.model import Answerable, Entry, Knowledge, Pillar, Resource, SupportCase
from knowledge.quality.abbreviations import spelled_out

MOST_RESOURCES = 5
CONFIRMED = f"{{{placeholders.CONFIRMED}}}"
NOTHING = Unwanted()


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
        self.described = Descriptions(knowledge)
        self._retold = RetoldWords(knowledge, self.described)
        self._reasons = Reasons(knowledge)
        self._care = Care(knowledge)
        self._checked = Checked(knowledge)
        self._reach = WaysToReach(knowledge)
        self._events = EventWords(self.say)

    def __call__(self, outcome: Outcome, minutes: int | None = None) -> Reply:
        """An outcome as a reply in words; `minutes` that a board has for what it asks, where that was said."""
        reply = self._composed(outcome, minutes)
        return replace(reply, text=self._filled(reply.text))

    def _filled(self, text: str) -> str:
        """With the facts that a text leaves open, and abbreviations in full where they stand first."""
        facts = text.replace(CONFIRMED, self._checked.of_all()) if CONFIRMED in text else text
        return spelled_out(facts, self.knowledge)

    def _composed(self, outcome: Outcome, minutes: int | None) -> Reply:
        match outcome:
            case Answered():
                return self._answered(outcome, minutes)
            case Listed():
                return self._listed(outcome)
            case Detailed() | Retold():
                return self._told_again(outcome)
            case Unsure() | Welcomed() | Unknown():
                return self._offered(outcome)
            case Support():
                return self._supported(outcome)
            case WantsPerson():
                return Reply("contact", outcome.match, self.contact())
            case ToldHowToReach():
                return Reply("answer", outcome.match, self._reach.of(outcome.facts))
            case Declined() | Social() | Brief():
                return self._brief(outcome)

    def suggestion(self, id_: str, without: Unwanted = NOTHING) -> Suggestion:
        """A choice, with what it would show."""
        text, resources = self.about(self.knowledge.by_id[id_], without)
        return Suggestion(id_, self.knowledge.by_id[id_].label, text, resources)

    def about(
        self, answerable: Answerable, without: Unwanted = NOTHING, minutes: int | None = None
    ) -> tuple[str, tuple[Resource, ...]]:
        """The answer of an entry, resource or pillar, and the resources it names, without those refused."""
        text, named = self._told(answerable, without, minutes)
        whole = "\n\n".join([text, *self._without_link([answerable], named)])
        return self._filled(whole), named

    def _told(self, answerable: Answerable, without: Unwanted, minutes: int | None) -> tuple[str, tuple[Resource, ...]]:
        if isinstance(answerable, Resource):
            return self.described.page(answerable), (answerable,)
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
            texts.append(f"{len(texts) + 1}. {text}" if len(answered) > 1 else text)
            resources += named
        texts += [self._told_again(fact).text for fact in outcome.facts]
        texts += self._without_link(answered, resources)
        texts += self.unanswered(outcome.missed)
        first = answered[0]
        follow_ups = (*outcome.others, *(first.follow_ups if isinstance(first, Entry) else ()))
        return Reply(
            "answer",
            outcome.match,
            "\n\n".join(texts),
            tuple(dict.fromkeys(resources))[:MOST_RESOURCES],
            follow_ups=tuple(dict.fromkeys(follow_ups))[:3],
            missed=outcome.missed,
            handout=handout(first, minutes) if isinstance(first, Entry) and len(answered) == 1 else None,
        )

    def unanswered(self, missed: Sequence[str]) -> list[str]:
        """What is said of the parts of a message that have no answer."""
        parts = [without_links(part) for part in missed]
        if len(parts) > 1:
            return ["\n".join([self.say("parts_not_answered"), *(f"- “{part}”" for part in parts)])]
        return [self.say("part_not_answered", part=part) for part in parts]

    def _listed(self, outcome: Listed) -> Reply:
        shown = outcome.recommendation.page(outcome.first)
        left = len(outcome.recommendation.resources) - outcome.first - len(shown)
        reasons = self._why(shown, outcome.recommendation.facets)
        numbered = enumerate(zip(shown, reasons, strict=True), outcome.first + 1)
        parts = [*self._list_opening(outcome)]
        parts += [self.described.item(number, resource, reason) for number, (resource, reason) in numbered]
        parts += self._without_link((), shown)
        if left > 0:
            parts.append(self.say("listed_more", count=left))
        return Reply("answer", outcome.match, "\n\n".join(parts), shown, more=left > 0)

    def in_brief(self, outcome: Listed, *, reasons: bool) -> tuple[str, list[str]]:
        """How a list begins, and its items without what they say first; with the `reasons` why they are in it."""
        facets, shown = outcome.recommendation.facets, outcome.recommendation.page(outcome.first)
        why = self._why(shown, facets) if reasons or facets.calendar else [""] * len(shown)
        numbered = enumerate(zip(shown, why, strict=True), outcome.first + 1)
        items = [
            self.described.brief_item(number, one, reason, dated=facets.ordered) for number, (one, reason) in numbered
        ]
        opening = "\n\n".join(self._list_opening(outcome))
        return spelled_out(opening, self.knowledge), [spelled_out(item, self.knowledge) for item in items]

    def _why(self, shown: Sequence[Resource], facets: Facets) -> list[str]:
        """What speaks for each item of a list; of an event when and where it is."""
        if facets.calendar:
            return [self._events.item(event, facets.calendar) for event in shown]
        return self._reasons.of_items(shown, facets)

    def _list_opening(self, outcome: Listed) -> Iterator[str]:
        recommendation = outcome.recommendation
        if recommendation.facets.calendar:
            yield self._events.opening(recommendation)
            return
        why = self._reasons.of_list(recommendation)
        if recommendation.dropped:
            wishes = ", ".join(self.say(f"wish_{wish}") for wish in recommendation.dropped)
            yield self.say("not_met", asked=self._reasons.of_wishes(recommendation), wishes=wishes)
        fits = "nearest" if recommendation.dropped else "listed"
        yield self.say(fits, why=why) if why else self.say(f"{fits}_plain")

    def _with_resources(self, text: str, heading: str, resources: Iterable[Resource]) -> str:
        lines = self.described.links(resources)
        return "\n".join([f"{text}\n\n{self.say(heading)}", *lines]) if lines else text

    def _without_link(self, answered: Iterable[Answerable], named: Iterable[Resource]) -> list[str]:
        """Once a reply, where to look for what is named without a link; what is answered itself says so."""
        page = self.knowledge.contact.page
        if not page or all(resource.url or resource in answered for resource in named):
            return []
        return [self.say("some_without_link", page=page)]

    def _offered(self, outcome: Unsure | Welcomed | Unknown) -> Reply:
        """What can be chosen, with a number each."""
        without = outcome.without if isinstance(outcome, Unsure) else NOTHING
        suggestions = tuple(self.suggestion(id_, without) for id_ in outcome.ids)
        lines = [f"{number}. {self._choice(suggestion)}" for number, suggestion in enumerate(suggestions, 1)]
        text = "\n".join([self._reasons.of_choice(outcome), "", *lines]).rstrip()
        kind = "unknown" if isinstance(outcome, Unknown) else "suggest" if lines else "social"
        return Reply(kind, outcome.match, text, suggestions=suggestions)

    def _choice(self, suggestion: Suggestion) -> str:
        """What choosing it would show: a question says so itself, a title does not say what kind of thing it is."""
        resource = self.knowledge.resource(suggestion.entry)
        return f"{suggestion.label} ({self.described.kind(resource)})" if resource else suggestion.label

    def _told_again(self, outcome: Detailed | Retold) -> Reply:
        """A fact of what was shown, or that another way; where nothing was, that it is not known what is meant."""
        if isinstance(outcome, Detailed):
            (resource,) = named_in(self.knowledge, [outcome.resource])
            return Reply("answer", outcome.match, self.described.detail(resource, outcome.detail), (resource,))
        text, resources = self._retold(outcome)
        entry = self.knowledge.entry(outcome.match.id or "")
        pack = handout(entry) if entry and outcome.aspect == "forward" else None
        follow_ups = entry.follow_ups[:3] if entry and outcome.aspect in ("reason", "step") else ()
        kind = "answer" if outcome.match.id else "unknown"
        return Reply(kind, outcome.match, text, resources, follow_ups=follow_ups, handout=pack)

    def _supported(self, outcome: Support) -> Reply:
        """Who can help, and after that the answer to what was asked beside."""
        beside = outcome.beside
        further = outcome.case if self._care.rest(outcome.case) else None
        if beside is None or (isinstance(beside, Answered) and self._care.guides(outcome, beside.ids)):
            return Reply("support", outcome.match, self._care(outcome), further=further)
        answer = self._composed(beside, None)
        text = "\n\n".join([self._care(outcome), self.say("support_then"), answer.text])
        return replace(answer, outcome="support", text=text, missed=(), handout=None, further=further)

    def helps(self, answerable: Answerable, words: str) -> bool:
        """Do these words of an answer say who helps in distress?"""
        below = self._care.below(answerable) if isinstance(answerable, Entry) else []
        return words in below or self._care.reaches(words)

    def more_help(self, case: SupportCase, *, again: bool = False) -> Reply:
        """All who can help beyond those whom the reply to a case names; `again`: below these."""
        parts = [*([self._care(Support(Match(), case))] if again else []), self._care.rest(case)]
        return Reply("support", Match(), spelled_out("\n\n".join(parts), self.knowledge))

    def contact(self) -> str:
        """How a person is reached, from contact.yaml."""
        return self._reach()

    def _brief(self, outcome: Declined | Social | Brief) -> Reply:
        match outcome:
            case Declined():
                return Reply("social", outcome.match, self.say("declined"))
            case Social():
                return Reply("social", outcome.match, self._courtesy(outcome.smalltalk))
            case Brief() if outcome.about:
                return Reply("answer", outcome.match, self._retold.already(outcome), follow_ups=outcome.ids)
        kind = "social" if outcome.what == "offer_declined" else "unknown"
        return Reply(kind, outcome.match, self.say(outcome.what))

    def _courtesy(self, id_: str) -> str:
        return next((one.reply for one in self.knowledge.smalltalk if one.id == id_), self.say("emoji_only"))
