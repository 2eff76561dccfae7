"""A small folder of knowledge in memory, for the tests of one stage at a time."""

from __future__ import annotations

from functools import cache

from bot.library.folder import language
from knowledge.loading.parse import parse
from knowledge.model import Knowledge
from knowledge.text.normalise import words
from knowledge.text.question import Preparation, Question
from knowledge.text.spelling import Spelling
from knowledge.text.vocabulary import Synonyms

FAQ = """
- id: what-is-the-wres
  question: What is the WRES?
  answer: A standard with nine indicators.
- id: close-the-pay-gap
  question: How do we close the ethnicity pay gap?
  answer: Start with who is appointed.
  resources: [pay-gap-guide]
- id: reach-the-team
  question: How do I reach the team?
  answer: Send /contact.
"""
RESOURCES = """
- id: ally-podcast
  title: Allies in conversation
  format: podcast
  publisher: NHS Providers
  date: 2022-05
  pillars: [hearts]
  audiences: [chair]
  topics: [allyship]
  people: [Yvonne Coghill, Ruth May]
  minutes: 40
- id: board-podcast
  title: Boards out loud
  format: podcast
  publisher: The King's Fund
  date: 2019-02
  audiences: [all-board]
- id: tick-boxes
  title: No more tick boxes
  format: report
  publisher: brap
  date: 2021-09
  audiences: [hr-director]
  topics: [recruitment]
  people: [Roger Kline]
- id: hot-report
  title: Too hot to handle
  format: report
  publisher: brap
  date: 2024-02
  audiences: [all-board]
  people: [Roger Kline, Joy Warmington]
- id: pay-gap-guide
  title: Counting the cost
  format: guide
  publisher: NHS Providers and Hempsons
  date: 2024-10
  pillars: [accountability]
  audiences: [hr-director]
  topics: [pay-gap]
  minutes: 10
- id: governors-blog
  title: Governors against racism
  format: blog
  publisher: NHS Providers
  pillars: [accountability]
  audiences: [governor]
"""
PILLARS = """
- {id: hearts, name: Hearts and minds change, summary: Leaders understand., also_asked: [first pillar]}
- {id: accountability, name: Taking accountability, summary: Leaders answer for it., also_asked: [third pillar]}
"""
VOCABULARY = """
synonyms:
  - [NED, non-executive director, non-exec]
  - [WRES, Workforce Race Equality Standard]
formats:
  podcast: {name: Podcast, also_asked: [audio, something to listen to]}
  report: {name: Report, also_asked: [research report, study]}
  guide: {name: Guide}
  webinar: {name: Webinar}
audiences:
  all-board: {name: The whole board, also_asked: [board members]}
  chair: {name: Chair}
  governor: {name: Governor}
  hr-director: {name: HR director, also_asked: [HRD]}
topics:
  allyship: {name: Allyship, also_asked: [ally, allies]}
  pay-gap: {name: Pay gap}
  recruitment: {name: Recruitment}
"""
SMALLTALK = "- {id: greeting, also_asked: [hello, hi], reply: Hello.}"
SUPPORT = "{routes: [{id: emergency, name: Emergency services, contact: Call 999.}], disclosures: [I am being bullied]}"


@cache
def knowledge(*, support: bool = True) -> Knowledge:
    """The folder, with or without support.yaml."""
    texts = {
        "faq.yaml": FAQ,
        "resources.yaml": RESOURCES,
        "pillars.yaml": PILLARS,
        "vocabulary.yaml": VOCABULARY,
        "smalltalk.yaml": SMALLTALK,
        **({"support.yaml": SUPPORT} if support else {}),
    }
    parsed = parse(texts, {"contact_command": "/contact"})
    assert parsed.knowledge is not None, parsed.problems
    return parsed.knowledge


@cache
def preparation() -> Preparation:
    """Common English, and the words and synonyms of the folder."""
    own = words(f"{FAQ} {RESOURCES} {PILLARS} {VOCABULARY}".replace("-", " "))
    return Preparation(Synonyms(knowledge().vocabulary.synonyms), Spelling(language()[0].words, own))


def question(text: str) -> Question:
    """A message as somebody typed it."""
    return preparation()(text)
