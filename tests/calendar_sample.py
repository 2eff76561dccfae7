"""A small folder with an events answer, three events and a contact, for tests with a moving clock."""

from __future__ import annotations

FAQ = """
- id: wres
  question: What is the WRES?
  also_asked: [workforce race equality standard, nine indicators, what does WRES measure]
  answer: The standard.
- id: next-event
  question: When is the next event?
  also_asked: [upcoming events, date of the next webinar, is there something to attend]
  answer: There is none yet.
- id: reach-us
  question: How do I reach the team?
  also_asked: [contact the team, get in touch, write to the programme]
  answer: Write to {email}. We are there {hours}. You hear from us within {days} working days.
"""
RESOURCES = """
- id: allies
  title: Allies in the boardroom
  format: webinar
  url: https://nhsproviders.org/allies
  starts: 2026-12-03T10:00+00:00
  ends: 2026-12-03T11:30+00:00
  topics: [allyship]
  summary: How white allies share the load.
  also_asked: [ally webinar, webinar for allies, boardroom allies]
- id: governors-day
  title: Governors together
  format: event
  url: https://nhsproviders.org/governors
  starts: 2027-01-20T09:30+00:00
  place: Friends House, London
  audiences: [governor]
  summary: A day for governors.
  also_asked: [day for governors, governor day, london day]
- id: pay
  title: Race and pay
  format: webinar
  starts: 2027-06-30T13:00+00:00
  ends: 2027-06-30T15:00+01:00
  summary: On pay gaps.
  also_asked: [pay webinar, race pay, gap webinar]
"""
VOCABULARY = """
formats:
  webinar: {name: Webinar}
  event: {name: Event}
audiences:
  governor: {name: Governor}
topics:
  allyship: {name: Allyship, also_asked: [ally, allies]}
"""
CONTACT = """
organisation: NHS Providers
email: race@example.org
hours: Monday to Friday, 9am to 5pm
promised_reply_days: 3
page: https://nhsproviders.org/race-equality
"""
FILES = {"faq": FAQ, "resources": RESOURCES, "vocabulary": VOCABULARY, "contact": CONTACT}
