"""Whatever detail is planted in a question, wherever and however it is written, nothing of it survives."""

from __future__ import annotations

import re
import string

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.provisional import urls

from bot.redaction.redact import NHS_WEIGHTS
from knowledge.text.normalise import clean
from tests.pace import paces
from tests.test_redact import REDACT, WORDS

NAMES = """
    Priya Sunita Amara Chidi Kwame Olufunmilayo Siobhán Małgorzata Nguyễn Xiuying Yusuf Fatima Mohammed Aoife Björn Zoë
    Ifeoma Thandiwe Anjali Harpreet Dmitri Esi Rhys Niamh O'Brien McDonald Okonkwo-Bell Adebayo Chowdhury Sarah John
    Grace Blessing Precious Hope Mark Rose Faith Sunday Patience Comfort Goodness Joy Will May
""".split()
SURNAMES = (
    "Okafor Shah Smith Khan Begum Patel Brown White Young Kaur Müller D'Souza Nkrumah Mbeki Chen García Jones".split()
)
INTRODUCED = st.sampled_from(
    ["I am {}.", "I'm {}, a NED.", "My name is {}", "Hello, this is {}", "Please ask Dr {} about that",
     "my manager {} said no", "a colleague called {} left", "What can boards do? Kind regards, {}"]
)  # fmt: skip
AROUND = st.sampled_from(
    ["", "What is the WRES? ", "We have 12 questions, 76% answered. ", "Race 2.0: ", "ok\n", "👍🏾 ", "(…) "]
)

BOUND = 150  # steps, of which 58 are taken
PARTS = st.sampled_from([*WORDS[::37], *string.ascii_letters, *"éßжو我", "anti", "Gen", "rostering", "T-level"])
BETWEEN = st.sampled_from(["-", "-", " ", ", ", ". ", "'", "’", "/", "&", "–", "\n"])


def survives(detail: str, kept: str) -> bool:
    return clean(detail).casefold() in kept.casefold()


def is_named(name: str, kept: str) -> bool:
    return clean(name).casefold() in re.findall(r"[^\s.,?()]+", kept.casefold())


@given(AROUND, INTRODUCED, st.sampled_from(NAMES), st.sampled_from(SURNAMES))
def test_no_planted_name_survives(before: str, introduction: str, name: str, surname: str) -> None:
    kept = REDACT(before + introduction.format(f"{name} {surname}"))
    assert not is_named(name, kept)
    assert not is_named(surname, kept)


@given(AROUND, st.from_regex(r"[A-ZÀ-Þ][a-zß-ÿ]{2,11}", fullmatch=True))
def test_no_name_that_nobody_has_yet_survives(before: str, name: str) -> None:
    assume(name.isalpha() and name.casefold() not in WORDS[:300])
    assert not is_named(name, REDACT(f"{before}My name is {name}."))


EXAMPLES = (
    st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS))
    .map(phonenumbers.example_number)
    .filter(lambda number: number is not None and phonenumbers.is_valid_number(number))
)
FORMATS = [phonenumbers.PhoneNumberFormat.E164, phonenumbers.PhoneNumberFormat.INTERNATIONAL]


@given(AROUND, EXAMPLES, st.sampled_from(FORMATS))
def test_no_telephone_number_of_any_country_survives(before: str, number: phonenumbers.PhoneNumber, form: int) -> None:
    written = phonenumbers.format_number(number, form)
    assert not survives(written, REDACT(f"{before}call {written}, please"))


@given(AROUND, st.from_regex(r"0[1-37][0-9]{8,9}", fullmatch=True), st.lists(st.integers(2, 10), max_size=3))
def test_no_british_number_survives_however_it_is_grouped(before: str, digits: str, gaps: list[int]) -> None:
    assume(digits[1] != "0")
    written = "".join(f"{digit} " if place in gaps else digit for place, digit in enumerate(digits)).strip()
    assert not survives(written, REDACT(f"{before}call {written}, please"))


@given(AROUND, st.lists(st.integers(0, 9), min_size=9, max_size=9), st.sampled_from(["", " ", "-"]))
def test_no_nhs_number_survives(before: str, digits: list[int], between: str) -> None:
    check = -sum(digit * weight for digit, weight in zip(digits, NHS_WEIGHTS, strict=True)) % 11
    assume(check < 10)
    written = "".join(map(str, [*digits, check]))
    written = between.join([written[:3], written[3:6], written[6:]])
    assert not survives(written, REDACT(f"{before}the number is {written}."))


@given(AROUND, st.emails())
def test_no_e_mail_address_survives(before: str, address: str) -> None:
    kept = REDACT(f"{before}write to {address}, please")
    assert not survives(address, kept)
    assert "@" not in kept


@given(AROUND, urls())
def test_no_link_survives(before: str, url: str) -> None:
    assert "://" not in REDACT(f"{before}look at {url} there")


@given(AROUND, st.from_regex(r"(?:LS|M|SW|EC|B)[1-9][0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True))
def test_no_postcode_survives(before: str, postcode: str) -> None:
    for written in (postcode, postcode.lower()):
        assert not survives(written, REDACT(f"{before}I live in {written}, near you"))


@given(
    AROUND,
    st.integers(1, 9999),
    st.sampled_from(["High Street", "Mill Lane", "Elm Tree Avenue", "Oak Close", "st john's road"]),
)
def test_no_house_survives(before: str, number: int, street: str) -> None:
    assert not survives(f"{number} {street}", REDACT(f"{before}I live at {number} {street}, near you"))


@given(st.lists(st.tuples(PARTS, BETWEEN), max_size=12))
def test_words_are_read_however_they_are_joined(words: list[tuple[str, str]]) -> None:
    assert "\n" not in REDACT("".join(word + between for word, between in words))


@given(st.text(max_size=300))
def test_any_text_is_kept_on_one_line_and_never_grows_wild(text: str) -> None:
    kept = REDACT(text)
    assert len(kept) <= 16 * max(1, len(clean(text)))
    assert "\n" not in kept


@pytest.mark.parametrize(
    "piece", ["0", "1 ", "+", "07700 900123 ", "(1)-", "a@", "a.", "'", ".", "I am Priya ", "dr ", "my manager ",
              "I am zxqwy in ",
              "[name] ", "Hope and ", "she has a ",
              "http://", "a at b dot ", "12 Aa ", "flat 1 ", "NHS number 1", "name:", "Thanks, Priya "]
)  # fmt: skip
def test_hostile_text_is_read_in_no_time(piece: str) -> None:
    text = (piece * 4096)[:4096]
    assert paces(lambda: REDACT(text)) < BOUND
