"""The files that are made from the code and the content; `make generated` writes them, a test keeps them equal."""

from __future__ import annotations

import json
import os
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
SCHEMA = ROOT / "knowledge" / "content" / "schema"


def generated() -> dict[Path, str]:
    """Each file and what it must hold."""
    made = schemas(shipped_wording())
    knowledge = parse_folder(shipped()).knowledge
    assert knowledge
    files = {GOING_LIVE: going_live(knowledge, read_folder(shipped())[0], good=())}
    described = metadata(report(Counted(), knowledge, Examined((), ()), Review(), datetime(2026, 1, 5, tzinfo=UTC)))
    files[PICTURE] = house()
    files[DATASETTE] = HOW_TO + yaml.safe_dump(described, sort_keys=False, allow_unicode=True, width=110)
    return files | {SCHEMA / f"{kind}.schema.json": json.dumps(one, indent=1) + "\n" for kind, one in made.items()}


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
