"""The tables of the files as JSON Schema, so that an editor completes and checks while somebody types.

It is looser than `knowledge.loading.parse` where that takes what was typed as text: YAML sees a number in `2026`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from knowledge.loading import readers, tables
from knowledge.loading.descriptions import FIELDS, KINDS
from knowledge.loading.findings import Reader
from knowledge.loading.readers import Choice, Field, Id, Ids
from knowledge.loading.records import FieldGroup, Table

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
TYPED = ["string", "number", "boolean"]  # what YAML may take a text for
TEXT: Schema = {"type": TYPED, "maxLength": readers.MOST_CHARACTERS}
TEXTS: Schema = {"type": "array", "items": {"type": [*TYPED, "null"]}}
KEBAB: Schema = {"type": ["string", "integer"], "pattern": f"^{readers.KEBAB.pattern}$"}


def schemas(wording: Iterable[str]) -> dict[str, Schema]:
    """The schema of each kind of file; `wording` are the keys of the assistant's own sentences."""
    named = {"type": "object", "additionalProperties": _record(tables.NAMED)}
    groups = {"type": "array", "items": TEXTS}
    kinds = {
        "faq": _list(tables.ENTRY),
        "resources": _list(tables.RESOURCE),
        "glossary": _list(tables.TERM),
        "pillars": _list(tables.PILLAR),
        "packs": _list(tables.PACK),
        "vocabulary": _group(synonyms=groups, formats=named, audiences=named, topics=named),
        "smalltalk": _list(tables.SMALLTALK),
        "support": _group(routes=_list(tables.ROUTE), disclosures=TEXTS, guidance=_record(tables.GUIDANCE)),
        "contact": _group(**_fields(tables.CONTACT), reasons=_list(tables.REASON)),
        "replies": _list(tables.REPLY),
        "wording": {**_group(), "properties": {key: {"type": TYPED} for key in wording}},
        "checks": _list(tables.CHECK),
        "learned": _group(phrasings=_list(tables.PHRASING), entries=_list(tables.ENTRY)),
    }
    return {kind: {"$schema": DRAFT, "description": KINDS[kind], **_or_nothing(one)} for kind, one in kinds.items()}


def pointer(file: str) -> str:
    """The first line of a file, by which an editor finds its schema in the folder `schema` beside it."""
    kind, _, deeper = file.rpartition(".")[0].partition("/")
    return f"# yaml-language-server: $schema={'../' if deeper else ''}schema/{kind}.schema.json"


def _list(table: Table) -> Schema:
    return {"type": "array", "items": _record(table)}


def _record(table: Table) -> Schema:
    required = [key for key, field in table.items() if field.required]
    return {"type": "object", "required": required, "properties": _fields(table), "additionalProperties": False}


def _group(**properties: Schema) -> Schema:
    described = {key: {"description": FIELDS[key], **_or_nothing(one)} for key, one in properties.items()}
    return {"type": "object", "properties": described, "additionalProperties": False}


def _fields(table: Table) -> dict[str, Schema]:
    return {key: {"description": FIELDS[key], **_value(field)} for key, field in table.items()}


def _value(field: Field) -> Schema:
    value = _read(field.read)
    return value if field.required else _or_nothing(value)


def _or_nothing(value: Schema) -> Schema:
    kinds = value["type"] if isinstance(value["type"], list) else [value["type"]]
    return {**value, "type": list(dict.fromkeys([*kinds, "null"]))}


def _read(reader: Reader) -> Schema:
    """What a reader takes; a text may be empty where it need not be there."""
    if isinstance(reader, Id):
        names = {"format": tables.FORMATS, "expect": readers.OUTCOMES}.get(reader.kind, ())
        return {"type": KEBAB["type"], "anyOf": [{"enum": list(names)}, KEBAB]} if names else KEBAB
    if isinstance(reader, FieldGroup):
        return _record(reader.table)
    if isinstance(reader, Choice):
        return {"type": "string", "enum": list(reader.words)}
    if isinstance(reader, Ids):
        return {"type": "array", "items": {"enum": list(tables.CASES)} if reader.kind == "case" else KEBAB}
    typed: dict[Reader, Schema] = {
        readers.ident: {**KEBAB, "maxLength": readers.MOST_CHARACTERS_OF_AN_ID},
        readers.lines: TEXTS,
        readers.day: {"type": ["string", "integer"], "pattern": f"^({readers.DATE.pattern})?$"},
        readers.moment: {"type": "string", "pattern": r"^(\d{4}-\d\d-\d\dT\d\d:\d\d.*([+-]\d\d:\d\d|Z))?$"},
        readers.whole: {"type": ["integer", "string"], "minimum": 1, "pattern": "^[0-9]*$"},
        readers.share: {"type": ["number", "string"], "exclusiveMinimum": 0, "maximum": 100, "pattern": r"^[0-9.]*$"},
        readers.url: {"type": "string", "pattern": r"^(https?://[^\s()]+\.[^\s()]+)?$"},
        readers.email: {"type": "string", "pattern": r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$"},
    }
    return typed.get(reader, TEXT)
