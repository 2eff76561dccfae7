"""What must fit together over all the files: ids that are unique, and mentions of things that exist."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from knowledge.did_you_mean import suggestion
from knowledge.loading.findings import Findings, Reference
from knowledge.loading.readers import OUTCOMES
from knowledge.loading.tables import CASES, FORMATS
from knowledge.model import Answerable, Knowledge, Location, Reason, Route, SavedReply, SmallTalk
from knowledge.problem import Problem, quoted

ANSWERABLE = ("faq", "glossary", "resources", "pillars", "packs", "learned")
DEFINED_IN: Mapping[str, tuple[str, ...]] = {  # the kinds of files that define what a kind of reference names
    "pillar": ("pillars",),
    "resource": ("resources",),
    "format": ("vocabulary",),
    "topic": ("vocabulary",),
    "audience": ("vocabulary",),
    "case": (),
    "faq": ("faq", "glossary", "packs", "learned"),
    "entry": ANSWERABLE,
    "expect": (*ANSWERABLE, "smalltalk"),
}
IN_WORDS = {"faq": "FAQ entry", "expect": "id"}

Identified = Answerable | SmallTalk | Route | Reason | SavedReply


def check_ids(knowledge: Knowledge, findings: Findings) -> None:
    """Report every id that is taken; those that a question can find share one set."""
    routes = knowledge.support.routes if knowledge.support else ()
    kinds: tuple[Sequence[Identified], ...] = (
        knowledge.answerable,
        knowledge.smalltalk,
        routes,
        knowledge.contact.reasons,
        knowledge.replies,
    )
    for kind in kinds:
        _unique(kind, findings)


def _unique(records: Sequence[Identified], findings: Findings) -> None:
    seen: dict[str, Location] = {}
    for record in records:
        first, here = seen.setdefault(record.id, record.location), record.location.at("id")
        if first is not record.location:
            what = f"id '{record.id}' is taken (first in {first.at('id')}); choose another"
            findings.taken.add(Problem(here.file, here.line, what))
            findings.wrong(here.file, here.line, what)


def check_references(
    knowledge: Knowledge, findings: Findings, given: Collection[str], unread: Collection[str], unsound: Collection[str]
) -> None:
    """Report every mention of an unknown id.

    Not those whose defining file is not `given`, or could not be read (`unread`), nor those of records that are
    there with a problem (`unsound`): that would only repeat what has been said. Where the only files of a kind hold
    nothing, one sentence says so in place of all mentions.
    """
    known = _known(knowledge, given)
    for reference in findings.references:
        ids = known.get(reference.kind)
        if ids is None or reference.id in ids or reference.id in unsound:
            continue
        defined_in = DEFINED_IN[reference.kind]
        if any(kind in unread for kind in defined_in):
            continue
        if file := findings.emptied.get(defined_in[0] if defined_in else ""):
            _emptied(file, reference, findings)
        else:
            what = f"unknown {IN_WORDS.get(reference.kind, reference.kind)} {quoted(reference.id)}"
            problem = Problem(reference.file, reference.line, what + suggestion(reference.id, ids))
            findings.unknown[problem] = reference
            findings.wrong(problem.file, problem.line, problem.what)


def _emptied(file: str, reference: Reference, findings: Findings) -> None:
    """Say once of a file without entries that others mention what should stand in it."""
    if not any(problem.file == file for problem in findings.problems):
        what = f"holds nothing, and {quoted(reference.id)} is mentioned in {reference.file}:{reference.line}"
        findings.wrong(file, 1, f"{what}; bring back what stood in it")


def _known(knowledge: Knowledge, given: Collection[str]) -> dict[str, frozenset[str]]:
    """The ids a reference may name, for the kinds that are defined somewhere."""
    vocabulary = knowledge.vocabulary
    everything = frozenset(record.id for record in knowledge.answerable)
    known = {
        "case": frozenset(CASES),
        "format": frozenset({*FORMATS, *vocabulary.formats}),
        "faq": frozenset(record.id for record in knowledge.entries),
        "entry": everything,
        "expect": everything | {record.id for record in knowledge.smalltalk} | set(OUTCOMES),
    }
    if "resources" in given:
        known["resource"] = frozenset(record.id for record in knowledge.resources)
    if "pillars" in given:
        known["pillar"] = frozenset(record.id for record in knowledge.pillars)
    if vocabulary.topics:
        known["topic"] = frozenset(vocabulary.topics)
    if vocabulary.audiences:
        known["audience"] = frozenset(vocabulary.audiences)
    return known
