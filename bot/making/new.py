"""What an administrator makes step by step: an answer, a resource, an event or a saved reply; one value a step."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rapidfuzz import fuzz, process

from bot.library.folder import Snapshot
from bot.making.moments import in_full
from bot.making.steps import STEPS, Step, UnsoundError, What
from knowledge.editing.edit import id_for
from knowledge.editing.yaml_style import Record, Value
from knowledge.loading.tables import FORMATS
from knowledge.model import Knowledge

MOST_LIKELY = 5
MOST_CHOICES = 40  # buttons, of the hundred that Telegram shows
FILES: Mapping[What, str] = {"answer": "faq", "resource": "resources", "event": "resources", "reply": "replies"}


@dataclass(frozen=True, slots=True)
class Begun:
    """What has been given so far, by field in the order of the steps; a field that was skipped is empty.

    `chosen` are the choices of the step that is asked now, `sought` the words by which others are looked for.
    """

    what: What
    given: tuple[tuple[str, Value], ...] = ()
    chosen: tuple[str, ...] = ()
    sought: str = ""

    def value(self, key: str) -> Value:
        """What was given for a field."""
        return dict(self.given).get(key, "")

    def step(self, knowledge: Knowledge) -> Step | None:
        """The step that is next; None after the last."""
        given = dict(self.given)
        return next((step for step in self.steps(knowledge) if step.key not in given), None)

    def steps(self, knowledge: Knowledge) -> tuple[Step, ...]:
        """All steps, without those for which the knowledge has no choices."""
        return tuple(step for step in STEPS[self.what] if not step.choices or choices(step.choices, knowledge))

    def typed(self, words: str, knowledge: Knowledge, now: datetime) -> Begun:
        """With what was typed for the step that is asked; raises `UnsoundError`."""
        step = self.step(knowledge)
        if step is None:
            return self
        if step.read is None:
            return self._chosen_in_words(step, words, knowledge)
        return self._with(step.read(words, dict(self.given), knowledge, now))

    def choose(self, id_: str, knowledge: Knowledge) -> Begun:
        """With a choice: the only one, or one more or less of several."""
        step = self.step(knowledge)
        if step is None or id_ not in choices(step.choices, knowledge):
            return self
        if not step.list_:
            return self._with({step.key: id_})
        others = tuple(one for one in self.chosen if one != id_)
        return replace(self, chosen=others if id_ in self.chosen else (*self.chosen, id_), sought="")

    def done(self, knowledge: Knowledge) -> Begun:
        """With the choices of the step that is asked, or without a value where it need not have one."""
        step = self.step(knowledge)
        if step is None or not (step.optional or self.chosen):
            return self
        return self._with({step.key: self.chosen if step.list_ else ""})

    def back(self) -> Begun:
        """Without what was given last, or chosen since."""
        return replace(self, given=self.given[: None if self.chosen else -1], chosen=(), sought="")

    def _with(self, values: Mapping[str, Value]) -> Begun:
        return replace(self, given=(*self.given, *values.items()), chosen=(), sought="")

    def _chosen_in_words(self, step: Step, words: str, knowledge: Knowledge) -> Begun:
        """By id or name; of resources others are looked for by the words."""
        named = choices(step.choices, knowledge)
        wanted = " ".join(words.casefold().split())
        by_name = {name.casefold(): id_ for id_, name in named.items()} | {id_: id_ for id_ in named}
        if wanted in by_name:
            return self.choose(by_name[wanted], knowledge)
        if step.choices == "resources":
            return replace(self, sought=words)
        raise UnsoundError("new_not_among")


def choices(kind: str, knowledge: Knowledge) -> Mapping[str, str]:
    """The names of what can be chosen, by id."""
    match kind:
        case "resources":
            return {one.id: one.title for one in knowledge.resources}
        case "pillars":
            return {one.id: one.name for one in knowledge.pillars}
        case "topics":
            return {id_: named.name for id_, named in knowledge.vocabulary.topics.items()}
        case "formats":
            formats = knowledge.vocabulary.formats
            names = {id_: id_.replace("-", " ").capitalize() for id_ in FORMATS if id_ != "event"}
            return names | {id_: named.name for id_, named in formats.items() if id_ != "event"}
    return {}


def offered(begun: Begun, snapshot: Snapshot) -> Sequence[tuple[str, str]]:
    """The ids and names that the step offers: of resources those that are chosen, and then the likeliest."""
    knowledge = snapshot.knowledge
    step = begun.step(knowledge)
    named = choices(step.choices, knowledge) if step else {}
    if step is None or step.choices != "resources":
        return tuple(named.items())[:MOST_CHOICES]
    words = begun.sought or " ".join([str(begun.value("question")), *begun.value("also_asked")])
    ids = dict.fromkeys((*begun.chosen, *likely(snapshot, words)))
    return tuple((id_, named[id_]) for id_ in ids if id_ in named)


def likely(snapshot: Snapshot, words: str) -> tuple[str, ...]:
    """The resources that probably go with some words: by their titles, and as a question would find them."""
    titles = choices("resources", snapshot.knowledge)
    alike = process.extract(words, titles, scorer=fuzz.token_set_ratio, score_cutoff=80, limit=2, processor=str.lower)
    find = snapshot.understanding.find
    question = find.prepare(words)
    ranked = find(question, find.facets(question)).whole.ranking.ids if question else ()
    ids = dict.fromkeys([*(id_ for _, _, id_ in alike), *(id_ for id_ in ranked if id_ in titles)])
    return tuple(ids)[:MOST_LIKELY]


def record(begun: Begun, knowledge: Knowledge) -> Record:
    """The entry, resource or saved reply as it is to stand in a file."""
    given = dict(begun.given)
    head = str(given.get("question") or given["title"])
    taken: Collection[str] = (
        {one.id for one in knowledge.replies}
        if begun.what == "reply"
        else {one.id for one in (*knowledge.answerable, *knowledge.smalltalk)}
    )
    more = {"format": "event"} if begun.what == "event" else {}
    return {"id": id_for(head, taken), **dict(begun.given[:1]), **more, **dict(begun.given[1:])}


def file_for(what: What, files: Collection[str]) -> str:
    """The file that it goes into: the one of that kind, or where they are in a folder one of its own there."""
    kind = FILES[what]
    single = f"{kind}.yaml"
    in_folder = any(file.startswith(f"{kind}/") for file in files)
    return f"{kind}/own.yaml" if in_folder and single not in files else single


def said_back(begun: Begun) -> str:
    """The times that were understood, in words."""
    return " – ".join(
        in_full(datetime.fromisoformat(str(at))) for key in ("starts", "ends") if (at := begun.value(key))
    )


def as_text(begun: Begun) -> str:
    """As it is kept in the database."""
    return json.dumps([begun.what, begun.given, begun.chosen, begun.sought])


def from_text(text: str) -> Begun:
    """From the database."""
    what, given, chosen, sought = json.loads(text)
    values = tuple((key, value if isinstance(value, str) else tuple(value)) for key, value in given)
    return Begun(what, values, tuple(chosen), sought)
