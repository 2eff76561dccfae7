"""Warnings about resources: what they leave out, and where they stand in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problem import Problem

TRUST = re.compile(r"\bNHS (?:Foundation )?Trust\b")


def trusts_not_said(knowledge: Knowledge) -> Iterator[Problem]:
    """Who wants an example from a trust like theirs finds those that say what they are about."""
    for resource in knowledge.resources:
        names = f"{resource.title} {resource.publisher}"
        if resource.format == "case-study" and resource.trust is None and TRUST.search(names):
            what = f"'{resource.id}' does not say which trust it is about; write what it says of it under trust"
            yield Problem(resource.location.file, resource.location.line, what)
        elif resource.trust and resource.trust.name not in f"{names} {resource.summary}":
            what = f"'{resource.id}' names a trust that neither its title, its publisher nor its summary names"
            here = resource.location.at("trust")
            yield Problem(here.file, here.line, what)


def lists_that_lead_nowhere(knowledge: Knowledge) -> Iterator[Problem]:
    """The first of several resources is the one that people open."""
    for entry in knowledge.entries:
        named = [resource for id_ in entry.resources if (resource := knowledge.resource(id_))]
        if named and not named[0].url and any(resource.url for resource in named):
            here = entry.location.at("resources")
            what = f"the resources of '{entry.id}' begin with one without a link; put one first that has a link"
            yield Problem(here.file, here.line, what)
