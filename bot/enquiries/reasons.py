"""For which of the reasons in contact.yaml a leader writes, where their question says it."""

from __future__ import annotations

from knowledge.finding.facets import singular
from knowledge.loading.tables import FORMATS
from knowledge.model import Contact
from knowledge.text.normalise import clean, words


def reason_named_in(question: str, contact: Contact) -> str | None:
    """The id of the reason that is a format of the catalogue named in a question: "we have case studies to share"."""
    asked = f" {_singular(question)} "
    offered = (reason.id for reason in contact.reasons if reason.id in FORMATS)
    return next((id_ for id_ in offered if f" {_singular(id_)} " in asked), None)


def _singular(text: str) -> str:
    return " ".join(singular(word) for word in words(clean(text.replace("-", " "))))
