"""A new entry to fill in: what must be there is empty, so that nothing half-written is ever served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from knowledge.loading import tables
from knowledge.loading.descriptions import FIELDS
from knowledge.loading.readers import Choice, Field, Id, Ids, lines
from knowledge.loading.records import FieldGroup, Table
from knowledge.model import Knowledge

TEMPLATES: Mapping[str, tuple[Table, str]] = {
    "faq": (tables.ENTRY, "faq"),
    "resource": (tables.RESOURCE, "resources"),
    "pack": (tables.PACK, "packs"),
}
COLUMN = 30  # where the notes stand
MOST_LISTED = 160  # characters of ids in a note; more are looked up in their file
LISTS, TEXTS = {"also_asked", "questions"}, {"answer", "summary", "why"}  # what goes on over several lines


def template(what: str, knowledge: Knowledge | None) -> str:
    """The fields of an entry, each with what it is for; `knowledge`, where it is sound, has the ids to choose from."""
    table, file = TEMPLATES[what]
    ids = _ids(knowledge) if knowledge else {}
    written = [
        "# Fill in what is empty, and take the # away from whatever else you need. Put it at the end of",
        f"# {file}.yaml, or into a file of its own in a folder {file}. Then run: race-equality check",
    ]
    for key, field in table.items():
        written += _field(key, field, ids)
    return "\n".join(written) + "\n"


def _field(key: str, field: Field, ids: Mapping[str, str]) -> Iterator[str]:
    begin = "- " if key == "id" else "  "
    about = FIELDS[key]
    if isinstance(field.read, Id | Ids) and (known := ids.get(field.read.kind)):
        about = f"{about}: {known}"
    if key in LISTS:
        yield _noted(f"{begin}{key}:", about)
        yield from ["    - ''"] * 3
    elif key in TEXTS:
        yield _noted(f"{begin}{key}: |", about)
        yield ""
    elif field.required:
        yield _noted(f"{begin}{key}:", about)
    else:
        yield _noted(f"{begin}# {key}:{' []' if isinstance(field.read, Ids) or field.read is lines else ''}", about)
    if isinstance(field.read, FieldGroup):
        yield from (_noted(f"  #   {part}:", _about(part, of)) for part, of in field.read.table.items())


def _about(key: str, field: Field) -> str:
    return f"{FIELDS[key]}: {', '.join(field.read.words)}" if isinstance(field.read, Choice) else FIELDS[key]


def _noted(line: str, about: str) -> str:
    return f"{line:<{COLUMN}}# {about}"


def _ids(knowledge: Knowledge) -> dict[str, str]:
    """The ids that a field may name, where they are few enough to be read."""
    vocabulary = knowledge.vocabulary
    known: Mapping[str, Iterable[str]] = {
        "format": dict.fromkeys([*tables.FORMATS, *vocabulary.formats]),
        "pillar": [pillar.id for pillar in knowledge.pillars],
        "audience": vocabulary.audiences,
        "topic": vocabulary.topics,
    }
    listed = {kind: ", ".join(ids) for kind, ids in known.items()}
    return {kind: ids for kind, ids in listed.items() if 0 < len(ids) <= MOST_LISTED}
