"""Edits of people's YAML files, spliced in place: comments, order and style of everything else stay for ever.

Each edit reads its own result before it is returned: where more than the intended value would change, it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from copy import deepcopy
from typing import Any

import yaml

from knowledge.editing.splice import Found, Source, Span
from knowledge.editing.yaml_style import STEP, Record, Value, in_flow, in_line, item, literal
from knowledge.loading import nodes
from knowledge.loading.nodes import Fields, Items, Node, cleaned
from knowledge.loading.parse import kind_of
from knowledge.loading.readers import MOST_CHARACTERS_OF_AN_ID, OUTCOMES
from knowledge.loading.schema import pointer
from knowledge.problem import quoted
from knowledge.quality.shown import ALSO_ASKED, HEADS

ANSWERS: Mapping[str, str] = {  # by kind of file, the field that leaders read
    "faq": "answer",
    "glossary": "definition",
    "resources": "summary",
    "pillars": "summary",
    "packs": "why",
    "smalltalk": "reply",
    "replies": "text",
    "learned": "answer",
}
LEARNED = "# What the assistant has learned; it writes this file itself. You may move its entries to faq.yaml."
LONGEST_LINE = 100  # what still reads well beside its key
Plain = Any  # dict, list, str or None


class EditError(Exception):
    """Why an edit cannot be made: one sentence to the administrator."""


def with_answer(file: str, text: str, id_: str, answer: str) -> str:
    """The file with the answer, definition, summary or reply of an entry written anew; raises `EditError`."""
    key = ANSWERS.get(kind_of(file) or "")
    if key is None:
        raise EditError(f"{file} has no answers.")
    return with_text(file, text, id_, key, answer)


def with_text(file: str, text: str, id_: str, key: str, value: str) -> str:
    """The file with one text of a record written anew, or added; raises `EditError`."""
    source, meant = source_of(file, text), _normal(value)
    if not meant:
        raise EditError(f"The new {key} is empty.")
    record = record_of(source.root, id_, file)
    new = _with_field(source, record, key, meant)

    def change(plain: Plain) -> None:
        record_in(plain, id_)[key] = meant

    return checked(file, text, new, change)


def with_phrasing(file: str, text: str, id_: str, phrasing: str) -> str:
    """The file with one more way to ask for an entry, after the others; raises `EditError`."""
    return with_item(file, text, id_, ALSO_ASKED, phrasing)


def with_item(file: str, text: str, id_: str, key: str, value: str) -> str:
    """The file with one more item at the end of a list of a record, which need not be there; raises `EditError`."""
    source, meant = source_of(file, text), one_line(value)
    record = record_of(source.root, id_, file)
    among = field_of(record, key)
    if among is None:
        heads = (field_of(record, name) for name in (*HEADS, "id")) if key == ALSO_ASKED else ()
        after = next((head for head in heads if head is not None), record.value[-1][1])
        new = _inserted(source, record, after, key, [meant])
    else:
        new = _appended(source, among, in_flow(meant), [f"- {in_line(meant)}"])

    def change(plain: Plain) -> None:
        changed = record_in(plain, id_)
        changed[key] = [*(changed.get(key) or ()), meant]

    return checked(file, text, new, change)


def with_entry(file: str, text: str, entry: Record) -> str:
    """The file, or an empty text, with one more entry at its end; raises `EditError`."""
    source, meant = source_of(file, text), {key: _normal_value(value) for key, value in entry.items() if value}
    lines = item(meant, 0)
    if source.root is None:
        new = _at_end(text, lines, source.newline)
    elif isinstance(source.root, yaml.SequenceNode) and source.root.value and not source.root.flow_style:
        lines = item(meant, source.root.start_mark.column)
        apart = [""] if source.blank_before(source.root.value[-1]) else []
        new = _at_end(text, [*apart, *lines], source.newline)
    else:
        new = _appended(source, source.root, in_flow(meant), lines)
    return checked(file, text, new, lambda plain: plain.append(meant), empty=[])


def with_learned(text: str, key: str, learned: Record) -> str:
    """learned.yaml, or an empty text, with one more of its `phrasings` or `entries`; raises `EditError`."""
    file = "learned.yaml"
    text = text or f"{pointer(file)}\n{LEARNED}\n"
    source, meant = source_of(file, text), {name: _normal_value(value) for name, value in learned.items() if value}
    short = in_flow(meant)
    lines = [f"- {short}"] if key == "phrasings" else item(meant, 0)
    among = None if source.root is None else field_of(source.root, key)
    if among is None:
        new = _at_end(text, [f"{key}:", *_indented(lines, STEP)], source.newline)
    else:
        new = _appended(source, among, short, lines)

    def change(plain: Plain) -> None:
        plain[key] = [*(plain.get(key) or ()), meant]

    return checked(file, text, new, change, empty={})


def id_for(question: str, taken: Collection[str]) -> str:
    """An id made of a question's words that no other entry has."""
    words = re.sub(r"[^a-z0-9]+", "-", question.lower().replace("'", "").replace("’", "")).strip("-")
    whole = words[: MOST_CHARACTERS_OF_AN_ID - 4]
    short = whole if whole == words else whole.rpartition("-")[0] or whole
    first = short.strip("-") or "answer"
    tries = (first, *(f"{first}-{number}" for number in range(2, len(taken) + 4)))
    return next(id_ for id_ in tries if id_ not in taken and id_ not in OUTCOMES)


def source_of(file: str, text: str) -> Source:
    """A file to be edited; raises `EditError` where it cannot be read."""
    _, problems = nodes.read(file, text)
    if problems:
        raise EditError(f"{problems[0]}; mend that first.")
    return Source(text)


def _normal(value: str) -> str:
    """A text as it will be read again: nothing invisible, no blanks around lines."""
    lines = [line.rstrip() for line in cleaned(value).strip().split("\n")]
    return "\n".join(lines) if len(lines) > 1 else " ".join(lines[0].split())


def _normal_value(value: Value) -> Value:
    return _normal(value) if isinstance(value, str) else [line for one in value if (line := one_line(one))]


def one_line(value: str) -> str:
    """A text as it will be read again from a list."""
    return " ".join(_normal(value).split())


def field_of(record: Found, key: str) -> Found | None:
    """The value of a key of a group."""
    pairs = record.value if isinstance(record, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def records_of(root: Found) -> Iterator[Found]:
    """Every record of the lists at the top of a file, or one level below."""
    if isinstance(root, yaml.SequenceNode):
        yield from root.value
    elif isinstance(root, yaml.MappingNode):
        for _, value in root.value:
            if isinstance(value, yaml.SequenceNode):
                yield from value.value


def record_of(root: Found, id_: str, file: str) -> Found:
    """The record of that id; raises `EditError` where there is none."""
    for record in records_of(root):
        found = field_of(record, "id")
        if found is not None and found.value == id_:
            return record
    raise EditError(f"{quoted(id_)} is not in {file}.")


def _with_field(source: Source, record: Found, key: str, value: str) -> str:
    node = field_of(record, key)
    if node is None:
        return _inserted(source, record, record.value[-1][1], key, value)
    part = source.of(node)
    if record.flow_style:
        return source.replaced(part, _apart(source, node) + in_flow(value))
    if node.style in {"|", ">"}:
        return _in_block(source, node, value, record.start_mark.column + STEP)
    if "\n" not in value and len(value) <= LONGEST_LINE:
        return source.replaced(part, _apart(source, node) + in_line(value))
    name = next(name for name, one in record.value if one is node)
    gap, rest = source.gap(name, node), source.rest_of_line(node)
    between = source.text[gap.start : gap.end]
    start = gap.start + between.index(":") + 1 if between.strip() == ":" else part.start
    begin = (" |" if start < part.start or not between.endswith(" ") else "|") + source.text[rest.start : rest.end]
    lines = [begin, *literal(value, record.start_mark.column + STEP)]
    return source.replaced(Span(start, rest.end), "\n".join(lines))


def _in_block(source: Source, node: Found, value: str, indent: int) -> str:
    """With other lines below a | or >, as far indented as the old ones, and the comment beside it kept."""
    header = source.header(node)
    first = source.text[header.start : header.end]
    indicator = re.match(r"[|>][-+0-9]*", first)
    after = indicator.end() if indicator else 1
    if not re.search(r"\d", first[:after]):
        indent = source.indent(node) or indent
    part = Span(header.start, source.of(node).end)
    return source.replaced(part, "\n".join(["|" + first[after:], *literal(value, indent)]))


def _inserted(source: Source, record: Found, after: Found, key: str, value: Value) -> str:
    """With one more field after the value of another."""
    if record.flow_style:
        end = source.of(after).end
        return source.replaced(Span(end, end), f", {key}: {in_flow(value)}")
    end = source.rest_of_line(after).end
    lines = item({key: value}, record.start_mark.column - STEP)
    return source.replaced(Span(end, end), "\n" + "\n".join([lines[0].replace("- ", "  ", 1), *lines[1:]]))


def _appended(source: Source, among: Found, short: str, lines: list[str]) -> str:
    """With one more item in a list: `short` inside brackets, `lines` below one another."""
    if isinstance(among, yaml.SequenceNode) and among.value:
        last = among.value[-1]
        if among.flow_style:
            end = source.of(last).end
            return source.replaced(Span(end, end), f", {short}")
        end = source.rest_of_line(last).end
        return source.replaced(Span(end, end), "\n" + "\n".join(_indented(lines, among.start_mark.column)))
    return source.replaced(source.of(among), f"{_apart(source, among)}[{short}]")


def _apart(source: Source, node: Found) -> str:
    """The space that must stand before a value where there was none."""
    return " " if source.text[source.of(node).start - 1 : source.of(node).start] == ":" else ""


def _indented(lines: list[str], indent: int) -> list[str]:
    return [" " * indent + line if line else line for line in lines]


def _at_end(text: str, lines: list[str], newline: str) -> str:
    apart = "" if not text or text.endswith("\n") else newline
    return text + apart + newline.join([*lines, ""])


def checked(file: str, before: str, after: str, change: Callable[[Plain], object], empty: Plain = None) -> str:
    """`after`, if it says what `before` says with that change and nothing else; `empty` is what nothing says."""
    expected = _plain(nodes.read(file, before)[0])
    expected = deepcopy(empty) if expected is None else expected
    change(expected)
    tree, problems = nodes.read(file, after)
    if problems or (empty if tree is None else _plain(tree)) != expected:
        raise EditError(f"{file} is written in a way that cannot be edited from here; change it in the file.")
    return after


def _plain(node: Node | None) -> Plain:
    if isinstance(node, Fields):
        return {key: _plain(value) for key, value in node.fields.items()}
    if isinstance(node, Items):
        return [_plain(one) for one in node.items]
    return node.text.strip() if node and node.text is not None else None


def record_in(plain: Plain, id_: str) -> dict[str, Plain]:
    """The record of that id in what a file says."""
    lists = [plain] if isinstance(plain, list) else [one for one in plain.values() if isinstance(one, list)]
    with_id: dict[str, Plain] = next(
        record for among in lists for record in among if isinstance(record, dict) and record.get("id") == id_
    )
    return with_id
