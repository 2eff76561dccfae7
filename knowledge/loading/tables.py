"""What may stand in each kind of file: one table a kind, read by `knowledge.loading.parse`."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.loading import readers as read
from knowledge.loading.readers import Field
from knowledge.loading.records import FieldGroup
from knowledge.model import SupportCase
from knowledge.notice import PrivacyNotice
from knowledge.trust import REGIONS, SECTORS, Trust

FORMATS = (
    "report", "article", "blog", "webinar", "event", "podcast", "video-interview", "guide", "case-study",
    "statement", "action-plan", "framework", "tool", "question-set",
)  # fmt: skip
CASES: tuple[SupportCase, ...] = ("harm", "hate-crime", "life", "told", "did")

ENTRY: Mapping[str, Field] = {
    "id": Field(read.ident, required=True),
    "question": Field(read.line, required=True),
    "also_asked": Field(read.lines),
    "answer": Field(read.answer, required=True),
    "pillars": Field(read.Ids("pillar")),
    "topics": Field(read.Ids("topic")),
    "audiences": Field(read.Ids("audience")),
    "resources": Field(read.Ids("resource")),
    "follow_ups": Field(read.Ids("faq")),
    "ask": Field(read.line),
    "sources": Field(read.lines),
    "owner": Field(read.line),
    "reviewed": Field(read.day),
}
TERM: Mapping[str, Field] = {
    **{name: how for name, how in ENTRY.items() if name not in {"question", "answer"}},
    "term": Field(read.line, required=True),
    "definition": Field(read.answer, required=True),
}
TRUST: Mapping[str, Field] = {
    "name": Field(read.line),
    "sector": Field(read.Choice(tuple(SECTORS))),
    "region": Field(read.Choice(tuple(REGIONS))),
    "staff": Field(read.whole),
    "ethnic_minority_share": Field(read.share),
}
RESOURCE: Mapping[str, Field] = {
    "id": Field(read.ident, required=True),
    "title": Field(read.line, required=True),
    "format": Field(read.Id("format"), required=True),
    "publisher": Field(read.line),
    "url": Field(read.url),
    "date": Field(read.day),
    "starts": Field(read.moment),
    "ends": Field(read.moment),
    "place": Field(read.line),
    "pillars": Field(read.Ids("pillar")),
    "audiences": Field(read.Ids("audience")),
    "topics": Field(read.Ids("topic")),
    "people": Field(read.lines),
    "also_asked": Field(read.lines),
    "summary": Field(read.answer),
    "minutes": Field(read.whole),
    "trust": Field(FieldGroup(TRUST, Trust)),
    "sources": Field(read.lines),
    "owner": Field(read.line),
    "reviewed": Field(read.day),
}
PILLAR: Mapping[str, Field] = {
    "id": Field(read.ident, required=True),
    "name": Field(read.line, required=True),
    "summary": Field(read.answer),
    "also_asked": Field(read.lines),
    "sources": Field(read.lines),
}
PACK: Mapping[str, Field] = {
    "id": Field(read.ident, required=True),
    "kind": Field(read.Choice(("role", "board")), required=True),
    "name": Field(read.line, required=True),
    "also_asked": Field(read.lines),
    "why": Field(read.answer, required=True),
    "questions": Field(read.lines, required=True),
    "figure": Field(read.answer, required=True),
    "case": Field(read.answer, required=True),
    "next": Field(read.answer, required=True),
    "audiences": Field(read.Ids("audience")),
    "topics": Field(read.Ids("topic")),
    "follow_ups": Field(read.Ids("faq")),
    "sources": Field(read.lines),
    "owner": Field(read.line),
    "reviewed": Field(read.day),
}
NAMED: Mapping[str, Field] = {"name": Field(read.line, required=True), "also_asked": Field(read.lines)}
SMALLTALK: Mapping[str, Field] = {
    "id": Field(read.ident, required=True),
    "also_asked": Field(read.lines, required=True),
    "reply": Field(read.answer, required=True),
}
ROUTE: Mapping[str, Field] = {
    "id": Field(read.ident, required=True),
    "name": Field(read.line, required=True),
    "when": Field(read.line),
    "contact": Field(read.line),
    "url": Field(read.url),
    "cases": Field(read.Ids("case")),
    "verified": Field(read.day),
}
GUIDANCE: Mapping[str, Field] = {"told": Field(read.Id("faq")), "did": Field(read.Id("faq"))}
NOTICE: Mapping[str, Field] = {
    "controller": Field(read.line),
    "officer": Field(read.line),
    "lawful_basis": Field(read.text),
    "condition": Field(read.text),
    "recipients": Field(read.text),
    "transfers": Field(read.text),
    "complaints": Field(read.line),
}
CONTACT: Mapping[str, Field] = {
    "organisation": Field(read.line),
    "email": Field(read.email),
    "page": Field(read.url),
    "promised_reply_days": Field(read.whole),
    "hours": Field(read.line),
    "signature": Field(read.text),
    "notice": Field(FieldGroup(NOTICE, PrivacyNotice)),
}
REASON: Mapping[str, Field] = {
    "id": Field(read.ident, required=True),
    "label": Field(read.line, required=True),
    "prompt": Field(read.text),
}
REPLY: Mapping[str, Field] = {
    "id": Field(read.ident, required=True),
    "title": Field(read.line, required=True),
    "text": Field(read.text, required=True),
}
CHECK: Mapping[str, Field] = {
    "ask": Field(read.line, required=True),
    "expect": Field(read.Id("expect"), required=True),
}
PHRASING: Mapping[str, Field] = {
    "entry": Field(read.Id("entry"), required=True),
    "ask": Field(read.line, required=True),
}
