"""Messages of which is known what a good reply holds, and whether each reply that could be given is one.

A line of a questions' file has `q`, or `turns` of a conversation, and `want`: the outcomes that are right, and what the
text (`text_any`, `text_all`: regular expressions) and the resources (`resources_any`, `resources_all_satisfy`) must
hold; with `either` one of these is enough.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.shrink import SHARE, messages
from bot.conversation.reply import Replies, Reply, Suggestion
from bot.library.folder import Snapshot
from bot.markup import plain
from knowledge.conversing.understanding import Understanding
from knowledge.deciding.candidates import ACTIONS, Action, candidates
from knowledge.deciding.decision import seen
from knowledge.deciding.outcome import Memory, Outcome
from knowledge.finding.facets import ALL_BOARD
from knowledge.model import Resource

PUBLIC = ("clinc", "banking")
BLOCK = 15  # lines; the ids of one sender follow each other
CONTENT = ("text_any", "text_all", "resources_any", "resources_all_satisfy")

Want = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message by itself. `block`: its file and which lines of it; those of one sender fall into one block."""

    id: str
    text: str
    kind: str
    block: str
    want: Want
    before: tuple[str, ...] = ()  # the turns of a conversation before it
    known: Collection[Action] = ACTIONS  # the actions of which is known whether they are right

    @property
    def of_questions(self) -> bool:
        """Was it written to measure replies, not to learn kinds?"""
        return self.known == ACTIONS and self.kind not in PUBLIC

    @property
    def in_scope(self) -> bool:
        """Is there something that a good reply must hold?"""
        return any(self.want.get(name) for name in CONTENT)

    def memory(self, understanding: Understanding) -> Memory:
        """What the assistant remembers of the turns before."""
        memory = Memory()
        for turn in self.before:
            _, memory = understanding(turn, memory)
        return memory

    def allows(self, outcome: str) -> bool:
        """Is it one of the outcomes that are right?"""
        return outcome in self.want["outcome"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A message, what speaks for each reply, and whether the reply is right; of `suggest`, whether one of it is."""

    message: Labelled
    signs: Mapping[str, float]
    right: Mapping[Action, bool]


def read(file: Path) -> Iterator[Labelled]:
    """The lines of a file: a message by itself, or the last of a conversation."""
    for number, line in enumerate(file.read_text("utf-8").splitlines()):
        one = json.loads(line)
        *before, text = one.get("turns") or [one["q"]]
        want = {**one["want"], "either": one.get("either", False)}
        block = f"{file.stem} {number // BLOCK}"
        yield Labelled(one["id"], text, one.get("kind", ""), block, want, tuple(before))


def kept() -> Iterator[Labelled]:
    """Every fifth of the messages that the encoder is tuned with, which it does not see then."""
    for name, outcome in (("harm", "support"), ("wishes", "contact"), ("harmless", "answer"), ("notwishes", "answer")):
        for number, text in enumerate(messages(name)[::SHARE]):
            block = f"{name} {number // BLOCK}"
            yield Labelled(f"{name}-{number}", text, name, block, {"outcome": [outcome]}, (), ("support", "contact"))


def company(questions: Sequence[str]) -> Iterator[Labelled]:
    """What was kept from tuning beside a question, before or after it, with a full stop between or without."""
    draw = random.Random(2)  # noqa: S311 - a draw that can be repeated
    for name, outcome in (("harm", "support"), ("harmless", "answer")):
        for number, text in enumerate(messages(name)[::SHARE]):
            ends = draw.choice((text, text.rstrip(".!?")))
            first, second = draw.sample([ends, draw.choice(questions)], 2)
            block = f"{name} {number // BLOCK}"
            want = {"outcome": [outcome]}
            yield Labelled(
                f"{name}-beside-{number}", f"{first} {second}", "beside", block, want, (), ("support", "contact")
            )


def elsewhere(texts: Iterable[str], name: str) -> Iterator[Labelled]:
    """Public utterances, none of which is about what is known here."""
    for number, text in enumerate(texts):
        yield Labelled(f"{name}-{number}", text, name, f"{name} {number // BLOCK}", {"outcome": ["unknown", "social"]})


def judged(messages: Iterable[Labelled], snapshot: Snapshot) -> Iterator[Judged]:
    """Each message with what the assistant sees in it."""
    understanding, replies = snapshot.understanding, Replies(snapshot.knowledge)
    for message in messages:
        written = understanding.utterance(message.text)
        if not written.question:
            continue
        finding = understanding.finding(written, message.memory(understanding))
        options = candidates(finding, snapshot.knowledge)
        known = [action for action in options if action in message.known]
        right = {action: is_right(message, action, options[action], replies) for action in known}
        yield Judged(message, seen(finding, snapshot.knowledge, options), right)


def is_right(message: Labelled, action: Action, outcome: Outcome, replies: Replies) -> bool:
    """Would the reply of an action be right?"""
    if action in ("answer", "list"):
        return message.allows("answer") and holds(message.want, replies(outcome), replies)
    if action == "suggest":
        return message.in_scope and any(holds(message.want, one, replies) for one in replies(outcome).suggestions)
    return message.allows(action)


def holds(want: Want, reply: Reply | Suggestion, replies: Replies) -> bool:
    """Does a reply hold what it must?"""
    text, shown = plain(reply.text), reply.resources
    checks = []
    if patterns := want.get("text_any"):
        checks.append(any(_stands(pattern, text) for pattern in patterns))
    if patterns := want.get("text_all"):
        checks.append(all(_stands(pattern, text) for pattern in patterns))
    if ids := want.get("resources_any"):
        titles = [found.title.lower() for id_ in ids if (found := replies.knowledge.resource(id_))]
        checks.append(any(one.id in ids for one in shown) or any(title in text.lower() for title in titles))
    if wishes := want.get("resources_all_satisfy"):
        checks.append(_mostly(wishes, shown))
    if not checks:
        return True
    return any(checks) if want.get("either") else all(checks)


def _stands(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None


def _mostly(wishes: Mapping[str, object], shown: Sequence[Resource]) -> bool:
    """Do the first and half of all meet every wish?"""
    met = [all(_meets(one, facet, value) for facet, value in wishes.items()) for one in shown]
    return bool(met) and met[0] and 2 * sum(met) >= len(met)


def _meets(resource: Resource, facet: str, value: object) -> bool:
    wanted = {str(one).lower() for one in (value if isinstance(value, list) else [value])}
    has: dict[str, Sequence[str]] = {
        "format": [resource.format],
        "pillar": resource.pillars,
        "audience": resource.audiences,
        "person": resource.people,
        "topic": resource.topics,
        "year": [(resource.date or "")[:4]],
    }
    if facet == "person":
        return all(name in " ".join(resource.people).lower() for name in wanted)
    everyone = facet == "audience" and ALL_BOARD in resource.audiences
    return everyone or any(one.lower() in wanted for one in has[facet])
