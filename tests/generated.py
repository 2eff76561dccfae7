"""The files that are made from the code and the content; `make generated` writes them, a test keeps them equal."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `bot.__main__` does: the order of a sum is its result

import yaml

from bot.checking.examination import Examined
from bot.checking.going_live import going_live
from bot.encoder.encoder import find_encoder
from bot.encoder.vectors import Kept, Vectors, hashed
from bot.gaps.grouping import Review
from bot.library import shipping
from bot.library.folder import language, parse_folder, read_folder, shipped, shipped_wording
from bot.privacy import ENQUIRIES_DAYS, GAPS_DAYS, SAVED_DAYS, VERSIONS_DAYS
from bot.report.open_data import metadata
from bot.report.report import Counted, report
from knowledge.conversing.understanding import Understanding
from knowledge.finding.finder import HeadStarts
from knowledge.loading.schema import schemas
from tests import shown_conversations
from tests.conftest import ROOT
from tests.house import PICTURE, house

GOING_LIVE = ROOT / "docs" / "before-going-live.md"
DATASETTE = ROOT / "deploy" / "datasette.yaml"
HOW_TO = """\
# race-equality report -o report.html --data report.db
# datasette --immutable report.db --metadata deploy/datasette.yaml
"""
PRIVACY, PROCESSING = ROOT / "docs" / "privacy.md", ROOT / "docs" / "governance" / "processing.md"
MADE, END = "<!-- made from docs/privacy.md -->\n", "<!-- end -->"
SENTENCES = re.compile(r".{40,}?(?:\. |$)|.*")  # the first, and the second where it is short
RETENTION = re.compile(r"(?:the|its) retention(?: of versions)? ends")
DAYS = {
    **dict.fromkeys(("enquiry", "message", "post"), ENQUIRIES_DAYS),
    "saved": SAVED_DAYS,
    "gap": GAPS_DAYS,
    "version": VERSIONS_DAYS,
}
SCHEMA = ROOT / "knowledge" / "content" / "schema"


def generated() -> dict[Path, str]:
    """Each file and what it must hold."""
    made = schemas(shipped_wording())
    knowledge = parse_folder(shipped()).knowledge
    assert knowledge
    files = {GOING_LIVE: going_live(knowledge, read_folder(shipped())[0], good=())}
    described = metadata(report(Counted(), knowledge, Examined((), ()), Review(), datetime(2026, 1, 5, tzinfo=UTC)))
    files[PROCESSING] = processing(PROCESSING.read_text("utf-8"), PRIVACY.read_text("utf-8"))
    files[PICTURE] = house()
    files[DATASETTE] = HOW_TO + yaml.safe_dump(described, sort_keys=False, allow_unicode=True, width=110)
    return files | {SCHEMA / f"{kind}.schema.json": json.dumps(one, indent=1) + "\n" for kind, one in made.items()}


def processing(record: str, privacy: str) -> str:
    """The record of processing with a line for each table of the page on privacy."""
    lines = ["| what | why it is kept | until | who |", "|---|---|---|---|", *map(_line, privacy.split("\n## ")[1:])]
    before, _, rest = record.partition(MADE)
    return before + MADE + "\n".join(lines) + "\n" + END + rest.partition(END)[2]


def _line(section: str) -> str:
    """What a section tells of a table: its first sentence or its fields' reasons, and all ends and readers."""
    name, _, rest = section.partition("\n")
    fields = re.findall(r"^\| `.*\|$", rest, re.MULTILINE)
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", field)[1:-1]] for field in fields]
    first = SENTENCES.match(rest.strip().partition("\n")[0])
    opening = first[0].rstrip(". ") if first else ""
    why = opening if opening and not opening.startswith("|") else "; ".join(dict.fromkeys(cell[1] for cell in cells))
    spelt = (RETENTION.sub(f"{DAYS[name]} days", cell[2]) if name in DAYS else cell[2] for cell in cells)
    ends = dict.fromkeys(end for ends in spelt for end in re.split(", (?:or )?", ends) if end != "the same")
    who = dict.fromkeys(reader for cell in cells for reader in cell[3].split(", "))
    return f"| `{name}` | {why} | {', or '.join(ends)} | {', '.join(who)} |"


def computed() -> tuple[str, Kept, HeadStarts]:
    """What ships beside the knowledge: the encoder's name, the vectors it made, and what was learned from nothing."""
    embed, name = find_encoder()
    vectors = Vectors(embed, ships=shipping.vectors_file(name))
    knowledge = parse_folder(shipped()).knowledge
    assert knowledge
    find = Understanding(knowledge, language()[0], vectors).find
    sentences = sorted(find.index.sentences | find.kinds.index.sentences)
    kept = dict(zip(map(hashed, sentences), vectors.kept(sentences), strict=True))
    return name, kept, find.head_starts


if __name__ == "__main__":
    for path, text in generated().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    shipping.ship(*computed())
    shown_conversations.write()
