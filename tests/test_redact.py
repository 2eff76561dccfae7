"""Personal details never survive in a question that is kept; everything else does."""

from __future__ import annotations

import pytest

from bot.library.folder import language, parse_folder, shipped
from bot.redaction.redact import Redactor, redactor
from knowledge.text.normalise import clean

WORDS = language()[0].words
KNOWN = {
    "Race 2.0",
    "Race Equality Week",
    "NHS Providers",
    "WRES",
    "PCREF",
    "Windrush Day",
    "nhsproviders.org",
    "@NHSProviders",
}
PEOPLE = {"Roger Kline", "Habib Naqvi"}
REDACT = Redactor(KNOWN, PEOPLE, WORDS)

NAMED = [
    ("I am Priya", "I am [name]"),
    ("I'm Grace Okafor, a NED. Grace wants slides", "I'm [name], a NED. [name] wants slides"),
    ("I’m Siobhán Ní Bhriain", "I'm [name]"),
    ("i am priya shah chair of leeds", "i am [name] chair of leeds"),
    ("im john smith", "im [name]"),
    ("I AM PRIYA SHAH AND I NEED HELP", "I AM [name] AND I NEED HELP"),
    ("i am sunday okafor", "i am [name]"),
    ("My name is Nguyễn Thị Minh Khai.", "My name is [name]."),
    ("my name is will smith and i chair a board", "my name is [name] and i chair a board"),
    ("My name's D'Angelo", "My name's [name]"),
    ("My first name is Ọládélé", "My first name is [name]"),
    ("Name: Amara Obi", "Name: [name]"),
    ("I am 李小龙 from Leeds", "I am [name] from Leeds"),
    ("I am प्रिया शर्मा", "I am [name]"),
    ("I am Muhammad al-Rashid bin Talal and new", "I am [name] and new"),
    ("I'm J. K. O'Neill, hello", "I'm [name], hello"),
    ("I'm Anne-Marie Smith-Jones.", "I'm [name]."),
    ("I am van der Berg", "I am [name]"),
    ("I am Mohammed's deputy", "I am [name]'s deputy"),
    ("I am P\u200briya", "I am [name]"),
    ("I am \u0420riya Shah", "I am [name]"),  # with a Cyrillic letter
    ("I am *Priya*", "I am *[name]*"),
    ("This is Amara Okafor from Anytown", "This is [name] from [name]"),
    ("hey, it's Sunita again", "hey, it's [name] again"),
    ("this is priya", "this is [name]"),
    ("Hi, Sarah here, what is PCREF?", "Hi, [name] here, what is PCREF?"),
    ("Please call me Jo", "Please call me [name]"),
    ("ask dr patel about it", "ask dr [name] about it"),
    ("Dr Chaand Obi and Dame Donna Adeyemi", "Dr [name] and Dame [name]"),
    ("email Mr. Singh or Mrs J Okonkwo-Bell", "email Mr. [name] or Mrs [name]"),
    ("Miss Okoro said not to miss out", "Miss [name] said not to miss out"),
    ("my manager Sarah Jones refuses", "my manager [name] refuses"),
    ("our chair is Sunita Rao and she is new", "our chair is [name] and she is new"),
    ("a nurse called Blessing was told off", "a nurse called [name] was told off"),
    ("What is the WRES? Kind regards, Chidi Obi", "What is the WRES? Kind regards, [name]"),
    ("Ich heiße Priya Shah. Was ist das?", "Ich heiße [name]. Was ist das?"),
    ("Bonjour, je m'appelle Amara Obi.", "Bonjour, je m'appelle [name]."),
    ("Hola, me llamo Lucía", "Hola, me llamo [name]"),
    ("Nazywam się Małgorzata Nowak", "Nazywam się [name]"),
    ("I am Roger Kline", "I am [name]"),
    ("My name is Zo(e+*[a-z]", "My name is [name](e+*[a-z]"),
]
WHERE = [
    ("call 07700 900123, thanks", "call [phone number], thanks"),
    ("0770 090 0123", "[phone number]"),
    ("+44 (0)20 7946 0958", "[phone number]"),
    ("0044 20 7946 0958 ext 12", "[phone number]"),
    ("(0113) 496 0000", "[phone number]"),
    ("0 7 7 0 0 9 0 0 1 2 3", "[phone number]"),
    ("0770090012 is one digit short", "[phone number] is one digit short"),
    ("7700900123", "[phone number]"),
    ("+1 212 555 0123 or +91 98765 43210", "[phone number] or [phone number]"),
    ("０７７００ ９００１２３", "[phone number]"),
    ("٠٧٧٠٠٩٠٠١٢٣", "[phone number]"),
    ("+44(((((7700900123", "+44(((([phone number]"),
    ("my NHS number is 943 476 5919", "my NHS number is [NHS number]"),
    ("NHS no: 943-476-5918 with a slip", "NHS no: [NHS number] with a slip"),
    ("patient 4010232137", "patient [NHS number]"),
    ("write to priya.shah+nhs@mail.example.org!", "write to [e-mail address]!"),
    ("priya (at) example (dot) org", "[e-mail address]"),
    ("priya at example dot org", "[e-mail address]"),
    ("priya[at]example.org", "[e-mail address]"),
    ("priya @ example.org", "[e-mail address]"),
    ("priya&#64;example.org", "[e-mail address]"),
    ("priya@localhost", "[e-mail address]"),
    ("find me @priya_shah", "find me [handle]"),
    ("https://example.org/people/priya-shah?x=1.", "[link]."),
    ("see www.example.org, or example.org/priya", "see [link], or [link]"),
    ("t.me/priya and wa.me/447700900123", "[link] and [link]"),
    ("mailto:priya@example.org", "[link]"),
    ("12 High Street, Leeds LS1 4AB", "[address], Leeds [postcode]"),
    ("12\nHigh Street\nLeeds\nls14ab", "[address] Leeds [postcode]"),
    ("Flat 3, 12a Mill Lane", "[address]"),
    ("at 221B Baker St", "at [address]"),
    ("27 moss lane", "[address]"),
    ("What happened at Mersey Care?", "What happened at [organisation]?"),
    ("postcode SW1A 1AA or GIR 0AA", "postcode [postcode] or [postcode]"),
]
LEFT_ALONE = [
    "What is the WRES?",
    "I am a NED",
    "I am Chair of a trust in the North West",
    "I am Director of Workforce at a foundation trust",
    "I'm Interim Deputy Chief Executive",
    "i am ftsu guardian and edi lead",
    "I am Black and British, how do I become a NED?",
    "I am Nigerian",
    "I'm new here",
    "I'm not sure what to ask",
    "i am intrested in allyship",
    "i am worreid about our data",
    "I'm struggling with this",
    "I'm London-based",
    "this is tokenism",
    "This is Race Equality Week",
    "This is Black History Month",
    "it's mortifying",
    "my chair is racist",
    "my manager won't listen",
    "My Chief Executive Asked About Race 2.0",
    "the assistant misunderstands me",
    "Sister Director of Nursing",
    "Ms Teams is down",
    "Thanks. What is PCREF?",
    "Thanks for Windrush Day",
    "anything by Roger Kline?",
    "What does Dr Habib Naqvi say? And Professor Kline?",
    "my name is on the list",
    "the way I am. Grace under pressure",
    "WRES indicator 2 fell from 1.46 to 1.14 in 2023",
    "indicators 1 2 3 4 5 6 7 8 and 9",
    "76% of 1,402,857 staff, £2.5m, 2019/20, 2020-21",
    "2019 2020 2021 2022",
    "1.4 million of 1 343 119",
    "01-02-2023 10:30 to 11:00",
    "0.25 0.50 0.75 1.25",
    "ISBN 978-1-234-56789-7",
    "call 999, 111 or 116 123, text SHOUT to 85258",
    "Race 2.0 - Time for real change",
    "core20plus5 and band 8a",
    "3 ways to close the gap, 10 steps on the road to equality",
    "a 10 year road map",
    "Q1 2nd quarter",
    "6 High Impact Actions",
    "do you have e-rostering data, and is the e-rota fair?",
    "T-levels, U-turns and the c-suite",
    "what do we do when the N-word was used?",
    "look at nhsproviders.org",
    "NHS Providers and the programme's 10 priorities",
    "${name} {reference} [name]",
    "",
]


@pytest.mark.parametrize(("question", "kept"), NAMED + WHERE)
def test_a_personal_detail_is_replaced(question: str, kept: str) -> None:
    assert REDACT(question) == kept


@pytest.mark.parametrize("question", LEFT_ALONE)
def test_everything_else_is_left_alone(question: str) -> None:
    assert REDACT(question) == question


@pytest.mark.parametrize("kept", [kept for _, kept in NAMED + WHERE])
def test_what_was_redacted_once_stays_as_it_is(kept: str) -> None:
    assert REDACT(kept) == kept


def test_all_kinds_at_once() -> None:
    question = "I'm Amara, NHS 943 476 5919, 12 High Street LS1 4AB, 07700 900123, a@b.org, @amara, www.b.org: WRES?"
    assert REDACT(question) == (
        "I'm [name], NHS [NHS number], [address] [postcode], [phone number], [e-mail address], [handle], [link]: WRES?"
    )


def test_the_ways_to_ask_that_ship_are_left_alone() -> None:
    knowledge = parse_folder(shipped()).knowledge
    assert knowledge
    redact = redactor(knowledge, WORDS)
    phrasings = [clean(phrasing) for one in knowledge.answerable for phrasing in one.phrasings]
    asked = dict.fromkeys([*phrasings, *(clean(check.ask) for check in knowledge.checks)])
    changed = [text for text in asked if redact(text) != text]
    assert len(changed) < len(asked) / 200
