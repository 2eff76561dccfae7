"""What is sure enough comes from the knowledge: a folder of eight entries behaves, and one of two thousand."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest

from bot.library.folder import Library, Snapshot, parse_texts
from knowledge.deciding.outcome import Answered, Unknown, Unsure
from knowledge.ranking.calibration import Calibration
from knowledge.ranking.confidence import Evidence
from knowledge.ranking.embedding import NoMeaning
from tests.conftest import knowing_little_english

TOWN_LIBRARY = {
    "opening-hours": (
        "Open from 9am to 6pm on weekdays and from 10am to 4pm on Saturdays; closed on Sundays.",
        *("When is the library open?", "what time do you close", "are you open on sundays"),
    ),
    "join": (
        "Bring proof of your address and get your library card at once.",
        *("How do I join the library?", "become a member", "get a library card"),
    ),
    "borrow": (
        "Take out up to twelve books at once.",
        *("How many books can I borrow?", "what is the limit on loans", "how many can I take out at once"),
    ),
    "renew": (
        "Keep a book for three more weeks, twice, unless somebody is waiting for it.",
        *("How do I renew a book?", "keep a book for longer", "extend my loan"),
    ),
    "fines": (
        "A late book costs 10p a day.",
        *("What are the fines for late books?", "my book is overdue", "how much do I owe for returning it late"),
    ),
    "printing": (
        "A printed page costs 20p and a page in colour 50p.",
        *("Can I print at the library?", "how much is printing", "is there a copier"),
    ),
    "rooms": (
        "Groups and clubs can hire the meeting room for 15 pounds an hour.",
        *("Can I hire a meeting room?", "book a room for our group", "is there space for a club to meet"),
    ),
    "story-time": (
        "Stories and songs for children under five, on Tuesdays at 10am.",
        *("When is story time for children?", "sessions for toddlers", "reading for babies and parents"),
    ),
}
MIDDLING = Evidence(chance=0.5, elsewhere=0.1, alike=0.4, covered=0.4)
OTHER_WORDS = {
    "when do you shut": "opening-hours",
    "what times are you open at the weekend?": "opening-hours",
    "I'd like to become a member of the library": "join",
    "where do I sign up for a card": "join",
    "how many books am I allowed": "borrow",
    "can I keep my book a bit longer": "renew",
    "do I have to pay if a book is late": "fines",
    "how much does it cost to print something": "printing",
    "is there a room our choir could hire": "rooms",
    "what is on for small children": "story-time",
}
ACTS = "renew cancel transfer replace register upgrade pause inspect insure advertise".split()
PLACES = "Ely Ripon Wells Truro Durham Oban Bath Leeds York Derby".split()
THINGS = "bicycle kayak piano tractor allotment mooring caravan beehive pony kiln canoe garage orchard vineyard sledge "
THINGS += "telescope loom greenhouse trailer marquee"


def faq(entries: Mapping[str, tuple[str, ...]]) -> str:
    """Entries of an answer and its phrasings."""
    asked = {id_: "".join(f"\n    - {text}" for text in texts[2:]) or " []" for id_, texts in entries.items()}
    return "".join(
        f"- id: {id_}\n  question: {texts[1]}\n  also_asked:{asked[id_]}\n  answer: {texts[0]}\n"
        for id_, texts in entries.items()
    )


def fitted(library: Library, entries: Mapping[str, tuple[str, ...]]) -> Snapshot:
    knowledge = parse_texts({"faq.yaml": faq(entries)}).knowledge
    assert knowledge
    return library.fit(knowledge)


@pytest.fixture(scope="module")
def small(library: Library) -> Snapshot:
    return fitted(library, TOWN_LIBRARY)


@pytest.fixture(scope="module")
def large(cache: Path) -> Snapshot:
    """From the cache where an earlier run has left it: to fit it takes six seconds."""
    with knowing_little_english():
        library = Library(NoMeaning(), "none", cache.parent / "two thousand")
    permits = {
        f"{act}-{thing}-{place.lower()}": (f"{place} can {act} it.", f"How do I {act} a {thing} permit in {place}?")
        for act, thing, place in product(ACTS, THINGS.split(), PLACES)
    }
    return fitted(library, permits)


def test_eight_entries_answer_half_of_other_words_and_ask_back_at_most_of_the_rest(small: Snapshot) -> None:
    found = {asked: small.understanding(asked)[0] for asked in OTHER_WORDS}
    answered = [asked for asked, outcome in found.items() if isinstance(outcome, Answered)]
    offered = [asked for asked, outcome in found.items() if isinstance(outcome, Unsure)]
    assert [found[asked].match.id for asked in answered] == [OTHER_WORDS[asked] for asked in answered]
    assert len(answered) >= 0.5 * len(OTHER_WORDS)
    assert len(answered) + len(offered) >= 0.8 * len(OTHER_WORDS)


@pytest.mark.parametrize("asked", ["who won the match last night", "what is the capital of Peru", "how do I fix a tap"])
def test_eight_entries_know_nothing_foreign(small: Snapshot, asked: str) -> None:
    assert type(small.understanding(asked)[0]) is Unknown


@pytest.mark.parametrize("asked", ["can I park my car at the library", "are dogs allowed in the library"])
def test_eight_entries_are_not_sure_of_what_is_near(small: Snapshot, asked: str) -> None:
    assert type(small.understanding(asked)[0]) in {Unsure, Unknown}


def test_two_thousand_entries_are_told_apart(large: Snapshot) -> None:
    outcome, _ = large.understanding("can I renew a kayak permit in ripon")
    assert isinstance(outcome, Answered)
    assert outcome.match.id == "renew-kayak-ripon"


@pytest.mark.parametrize("asked", ["who won the match last night", "what is the capital of Peru", "a recipe for soup"])
def test_two_thousand_entries_know_nothing_foreign(large: Snapshot, asked: str) -> None:
    assert type(large.understanding(asked)[0]) is Unknown


@pytest.mark.parametrize("asked", ["renew a kayak permit in Madrid", "how do I renew a zeppelin permit in Ripon"])
def test_two_thousand_entries_are_not_sure_of_what_is_near(large: Snapshot, asked: str) -> None:
    assert type(large.understanding(asked)[0]) in {Unsure, Unknown}


def test_a_small_folder_needs_less_and_a_large_one_as_much_as_the_shipped(
    small: Snapshot, large: Snapshot, snapshot: Snapshot
) -> None:
    assert small.understanding.find.confidence(MIDDLING) > Calibration()(MIDDLING)
    assert large.understanding.find.confidence == snapshot.understanding.find.confidence == Calibration()


def test_one_entry_is_enough(few_words: Library) -> None:
    alone = fitted(few_words, {"join": TOWN_LIBRARY["join"]})
    assert alone.understanding.find.confidence.slope > 0
    assert isinstance(alone.understanding("how do I join the library")[0], Answered)
    assert type(alone.understanding("what is the capital of Peru")[0]) is Unknown
