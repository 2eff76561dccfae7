"""Why these resources: the wishes a list meets, as they were meant, and what speaks for each item of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.wording import Wording
from knowledge.conversing.narrowing import counts_reader
from knowledge.deciding.outcome import Unknown, Unsure, Welcomed
from knowledge.finding.facets import ALL_BOARD, Facets, Reader, Unwanted
from knowledge.finding.order import OF_A_TRUST
from knowledge.finding.qualities import TrustTraits, traits, values
from knowledge.finding.recommend import Recommendation, fits
from knowledge.model import Knowledge, Named, Resource

BETWEEN = " · "
MOST_NAMED = 2  # publishers, topics or titles in one reason
MOST_ROLES = 2
MOST_OF_AN_ITEM = 2
HOW = {"podcast": "item_listen", "video-interview": "item_watch", "webinar": "item_watch", "event": "item_attend"}


class Reasons:
    """Puts reasons into the words of one snapshot of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._say = Wording(knowledge.wording)

    def of_list(self, recommendation: Recommendation) -> str:
        """The wishes that a list meets: `podcasts · for chairs · not by NHS Providers · newest first`."""
        facets = recommendation.facets
        why = [*self._wanted(facets, recommendation), *self._dated(facets), *self._not_wanted(facets.refused)]
        order = ["why_newest"] if facets.newest else ["why_oldest"] if facets.oldest else []
        return BETWEEN.join([*why, *map(self._say, order), *self._own(recommendation)])

    def of_choice(self, outcome: Unsure | Unknown | Welcomed) -> str:
        """Why there is a choice: it is not clear which is meant, none is, or somebody has said who they are."""
        if isinstance(outcome, Unknown):
            return "\n\n".join(map(self._say, ["unknown", "unknown_nearest"] if outcome.ids else ["unknown"]))
        if isinstance(outcome, Unsure):
            if outcome.amiss:
                return self._say("amiss")
            if outcome.unclear:
                return self._say("unclear_refusal", what=outcome.unclear)
            return self._say("no_such", what=outcome.missing) if outcome.missing else self._say("did_you_mean")
        reader = outcome.reader
        roles = self._named("why_audience", self._roles([reader.role] if reader.role else []))
        whom = " and ".join([*roles, *(self._trait(name, reader) for name in OF_A_TRUST if getattr(reader, name))])
        return " ".join([self._say("welcomed", whom=whom), *([self._say("welcomed_offers")] if outcome.ids else [])])

    def of_wishes(self, recommendation: Recommendation) -> str:
        """All that was wished for, whether the list meets it or not: `podcasts · since 2030`."""
        asked = recommendation.asked
        return BETWEEN.join([*self._wanted(asked, recommendation), *self._dated(asked)])

    def of_items(self, resources: Iterable[Resource], wished: Facets) -> list[str]:
        """In a few words what speaks for each: whom it is for, what trust it is about, on what, how long.

        None is given twice where there is anything else to say.
        """
        reasons: list[str] = []
        for resource in resources:
            true = [*self._true_of(resource, wished)]
            reasons.append(next((reason for reason in true if reason not in reasons), true[0]))
        return reasons

    def _true_of(self, resource: Resource, wished: Facets) -> Iterator[str]:
        """What can be said for a resource, in so many ways; the best first."""
        whom = self._for_whom(resource, wished)
        most = MOST_OF_AN_ITEM - bool(whom)
        facts = [*self._of_trust(resource, wished), *self._length(resource, wished)]
        subjects = self._subjects(resource, wished) or [""]
        usual = [[*facts, subject][:most] for subject in subjects]
        rather = [[*facts[: most - 1], subject] for subject in subjects]
        for about in (*usual, *rather, subjects[:MOST_OF_AN_ITEM]):
            reason = ": ".join(filter(None, [whom, ", ".join(filter(None, about))]))
            yield f"{reason[:1].upper()}{reason[1:]}"

    # Of a list.

    def _wanted(self, facets: Facets, recommendation: Recommendation) -> Iterator[str]:
        many = facets.plural or len(recommendation.resources) != 1
        formats = self._formats(facets.formats, many=many)
        first = recommendation.resources[:1]
        unmet = "topics" in recommendation.dropped and facets == recommendation.asked
        shared = [
            topic
            for topic in facets.subjects
            if topic not in facets.formats and (unmet or (first and topic in first[0].topics))
        ]
        yield from self._named("why_format", formats)
        if facets.audiences != (facets.reader.role,):
            yield from self._named("why_audience", self._roles(facets.audiences))
        yield from self._named("why_pillar", self._pillars(facets.pillars))
        yield from self._named("why_person", facets.people)
        yield from self._named("why_publisher", _shortest(facets.publishers))
        yield from self._named("why_sector", self._spoken("sector", facets.sectors))
        yield from self._named("why_region", self._spoken("region", facets.regions))
        yield from self._named("why_size", self._spoken("size", facets.sizes))
        yield from self._named("why_topic", self._topics(shared)[:MOST_NAMED])
        if facets.short:
            yield self._say("why_minutes", minutes=facets.minutes) if facets.minutes else self._say("why_short")

    def _own(self, recommendation: Recommendation) -> Iterator[str]:
        """What who asks has to do with it, where it is something: `for governors first · change`."""
        if not counts_reader(recommendation):
            return
        facets, page = recommendation.facets, recommendation.page(0)
        reader = facets.reader
        if reader.role and (reader.role in facets.audiences or not facets.audiences):
            (whom,) = self._named("why_audience", self._roles([reader.role]))
            if all(fits(one, Facets(audiences=(reader.role,))) for one in page):
                yield whom
            elif any(reader.role in one.audiences for one in page):
                yield self._say("why_first", why=whom)
        for name in OF_A_TRUST:
            own, facet = getattr(reader, name), f"{name}s"
            if not getattr(facets, facet) and any(own in values(one, facet) for one in page):
                yield self._say("why_first", why=self._trait(name, reader))
        yield self._say("change_reader")

    def _trait(self, name: str, reader: Reader) -> str:
        return self._say(f"why_{name}", names=self._spoken(name, [getattr(reader, name)])[0])

    def _dated(self, facets: Facets) -> Iterator[str]:
        since, until = facets.since, facets.until
        if since and since == until:
            yield self._say("why_in", year=since)
        elif since and until:
            yield self._say("why_years", first=since, last=until)
        elif since:
            yield self._say("why_since", year=since)
        elif until:
            yield self._say("why_until", year=until)

    def _not_wanted(self, refused: Unwanted) -> Iterator[str]:
        makers = dict.fromkeys((*refused.people, *_shortest(refused.publishers)))
        titles = [f"“{one.title}”" for one in self._knowledge.resources if one.id in refused.ids]
        yield from self._named("why_not_format", self._formats(refused.formats, many=True))
        yield from self._named("why_not_audience", self._roles(refused.audiences))
        yield from self._named("why_not_pillar", self._pillars(refused.pillars))
        yield from self._named("why_not_maker", list(makers)[:MOST_NAMED])
        yield from self._named("why_not_sector", self._spoken("sector", refused.sectors))
        yield from self._named("why_not_region", self._spoken("region", refused.regions))
        yield from self._named("why_not_size", self._spoken("size", refused.sizes))
        yield from self._named("why_not_topic", self._topics(self._new_topics(refused))[:MOST_NAMED])
        yield from self._named("why_not_year", list(map(str, refused.years)))
        if len(titles) > MOST_NAMED:
            yield self._say("why_not_titles")
        else:
            yield from self._named("why_not_title", titles)

    def _new_topics(self, refused: Unwanted) -> list[str]:
        """The topics that do not only name again whom it is for, or who made it."""
        others = {within(name) for name in (*self._roles(refused.audiences), *refused.publishers)}
        return [topic for topic in refused.topics if within(self._topics([topic])[0]) not in others]

    def _named(self, key: str, names: Sequence[str]) -> Iterator[str]:
        if names:
            yield self._say(key, names=" or ".join(names))

    # Of an item.

    def _for_whom(self, resource: Resource, wished: Facets) -> str:
        wanted = wished.audiences or (wished.reader.role,)
        asked = [role for role in wanted if role in resource.audiences]
        everybody = ALL_BOARD in resource.audiences
        roles = asked or ([ALL_BOARD] if everybody and any(wanted) else [])
        if not roles and not everybody:
            roles = [*resource.audiences[:MOST_ROLES]]
        return self._say("item_audience", names=" and ".join(self._roles(roles))) if roles else ""

    def _of_trust(self, resource: Resource, wished: Facets) -> Iterator[str]:
        if resource.format != "case-study" and not (wished.sectors or wished.regions or wished.sizes):
            return
        stated = traits(resource)
        yield from self._sector(resource, stated)
        if set(wished.regions) & set(stated.regions):
            yield from self._named("why_region", self._spoken("region", stated.regions[:1]))
        if wished.sizes and stated.staff:
            yield self._staff(stated.staff)

    def of_trust(self, resource: Resource) -> str:
        """What a resource says of the trust it is about, in a sentence; empty where that is nothing."""
        trust = resource.trust
        if trust is None or not trust.name:
            return ""
        stated = traits(resource)
        region = self._named("why_region", self._spoken("region", stated.regions[:1]))
        kind = " ".join([*self._sector(resource, stated), *region])
        staff = [self._staff(trust.staff)] if trust.staff else []
        share = trust.ethnic_minority_share
        shared = [self._say("trust_share", share=f"{share:g}")] if share else []
        facts = [*([kind] if kind else []), *staff, *shared]
        return self._say("trust_described", name=trust.name, facts=", ".join(facts)) if facts else ""

    def _sector(self, resource: Resource, stated: TrustTraits) -> list[str]:
        """Of one trust what kind it is, else the kind of trusts."""
        kind = "sector" if resource.format == "case-study" or (resource.trust and resource.trust.name) else "sectors"
        return self._spoken(kind, stated.sectors[:1])

    def _staff(self, staff: int) -> str:
        return self._say("trust_staff", staff=f"{staff:,}")

    def _length(self, resource: Resource, wished: Facets) -> Iterator[str]:
        how = HOW.get(resource.format)
        if resource.minutes:
            yield self._say("item_minutes", minutes=resource.minutes, how=self._say(how or "item_read"))
        elif how and not wished.formats:
            yield self._say(how)

    def _subjects(self, resource: Resource, wished: Facets) -> list[str]:
        """Its topics; first those that neither the title nor the wish has said already."""
        named = [topic for topic in resource.topics if topic in self._knowledge.vocabulary.topics]
        title = resource.title.lower()
        new = [topic for topic in named if topic not in wished.topics and self._topics([topic])[0].lower() not in title]
        return self._topics([*new, *(topic for topic in named if topic not in new)])

    # Names.

    def _formats(self, ids: Iterable[str], *, many: bool) -> list[str]:
        names = [within(name_of(self._knowledge.vocabulary.formats, id_)) for id_ in ids]
        return [plural(name) for name in names] if many else names

    def _roles(self, ids: Iterable[str]) -> list[str]:
        return [plural(within(name_of(self._knowledge.vocabulary.audiences, id_))) for id_ in ids]

    def _topics(self, ids: Iterable[str]) -> list[str]:
        return [within(name_of(self._knowledge.vocabulary.topics, id_)) for id_ in ids]

    def _pillars(self, ids: Iterable[str]) -> list[str]:
        return [self._knowledge.by_id[id_].label.lower() for id_ in ids if id_ in self._knowledge.by_id]

    def _spoken(self, kind: str, ids: Iterable[str]) -> list[str]:
        return [self._say(f"{kind}_{id_.replace('-', '_')}") for id_ in ids]


def name_of(names: Mapping[str, Named], id_: str) -> str:
    """The name of a format, audience or topic, from its id where it has none."""
    named = names.get(id_)
    return named.name if named else id_.replace("-", " ")


def within(name: str) -> str:
    """A name as it stands within a sentence: `Pay gap` is `pay gap`, and `HR director` or a proper name stays."""
    first, *others = name.split()
    if not first[:1].isupper() or not first[1:].islower() or any(word[:1].isupper() for word in others):
        return name
    return f"{first.lower()}{name[len(first) :]}"


def plural(name: str) -> str:
    """More than one of what a name names; what is one whole ("the whole board") stays."""
    if name.startswith("the ") or name.endswith("s"):
        return name
    return f"{name[:-1]}ies" if name.endswith("y") and name[-2] not in "aeou" else f"{name}s"


def _shortest(names: Iterable[str]) -> list[str]:
    """The names without those that only add a partner to another of them, at most two."""
    known = list(names)
    alone = [name for name in known if not any(other != name and other in name for other in known)]
    return alone[:MOST_NAMED]
