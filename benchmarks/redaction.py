"""How much of what is personal is cut out of a question that is kept, by kind and by origin, and what else is changed.

`python -m benchmarks.redaction` asks the lines of tests/messages/personal*.tsv, and the ordinary messages there;
`--questions DIR` asks the messages of a folder too (.txt a line each, .jsonl with `q` or `turns`).
A line counts as clean where nothing of it is left. `--left` shows what is left and what was changed.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.library.folder import language, parse_folder, shipped
from bot.redaction.redact import redactor
from knowledge.text.normalise import clean

MESSAGES = Path(__file__).parent.parent / "tests" / "messages"
PERSONAL = ("personal.tsv", "personal_unseen.tsv", "personal_second.tsv", "personal_third.tsv")
ORDINARY = ("ordinary.txt", "ordinary_capitals.txt", "ordinary_second.txt", "ordinary_third.txt")
Redact = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Personal:
    """A line with personal details: whose language names come from, kinds of detail, and what must be gone."""

    origin: str
    kinds: tuple[str, ...]
    line: str
    gone: tuple[str, ...]

    def left(self, redact: Redact) -> list[str]:
        """What of it is still there when the line was redacted."""
        kept = redact(self.line).casefold()
        return [one for one in self.gone if re.search(rf"(?<!\w){re.escape(clean(one).casefold())}(?!\w)", kept)]


def personal(name: str) -> list[Personal]:
    """The lines of a file of the tests."""
    cells = [line.split("\t") for line in lines(MESSAGES / name)]
    return [
        Personal(origin, tuple(kinds.split(",")), line, tuple(gone.split("|"))) for origin, kinds, line, gone in cells
    ]


def lines(path: Path) -> list[str]:
    """What stands in a file, a message a line; of a conversation each turn."""
    text = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    if path.suffix != ".jsonl":
        return text
    rows = [json.loads(line) for line in text]
    return [message for row in rows for message in (row.get("turns") or [row["q"]])]


def changed(messages: Iterable[str], redact: Redact) -> list[str]:
    """What is kept of the messages that are kept otherwise than they were written."""
    return [kept for message in messages if (kept := redact(message)) != clean(message)]


def shipped_redaction() -> Redact:
    """As a question is kept with the knowledge that ships."""
    knowledge = parse_folder(shipped()).knowledge
    assert knowledge  # noqa: S101 - what ships is whole
    return redactor(knowledge, language()[0].words).for_strangers


def _rates(asked: Sequence[Personal], redact: Redact) -> Iterator[tuple[str, int, int]]:
    """Of each kind and each origin: its name, how many lines are clean, of how many."""
    clean_: defaultdict[str, list[bool]] = defaultdict(list)
    for one in asked:
        good = not one.left(redact)
        for name in ("all", *dict.fromkeys(one.kinds), one.origin):
            clean_[name].append(good)
    for name, good_ones in clean_.items():
        yield name, sum(good_ones), len(good_ones)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--left", action="store_true")
    wanted = parser.parse_args()
    redact = shipped_redaction()
    for name in PERSONAL:
        asked = personal(name)
        print(f"\n{name}: lines of which nothing personal is left")
        for kind, good, count in _rates(asked, redact):
            share = good / count
            print(f"  {kind:15} {good:4}/{count:<4} {share:6.1%} ± {(share * (1 - share) / count) ** 0.5:.1%}")
        if wanted.left:
            print(*(f"    {left}: {redact(one.line)}" for one in asked if (left := one.left(redact))), sep="\n")
    print("\nordinary messages that are changed")
    more = (
        sorted(path for path in wanted.questions.rglob("*") if path.suffix in {".txt", ".jsonl"})
        if wanted.questions
        else []
    )
    for path in [*(MESSAGES / name for name in ORDINARY), *more]:
        messages = lines(path)
        other = changed(messages, redact)
        print(f"  {path.name:25} {len(other):4}/{len(messages):<5} {len(other) / len(messages):6.1%}")
        if wanted.left:
            print(*(f"    {kept}" for kept in other), sep="\n")


if __name__ == "__main__":
    main()
