"""What is exported is read back as it was, in every spreadsheet, and never runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.enquiries.export import FORMULA_BEGINS, Cell, as_csv

COLUMNS = ("reference", "received", "words")


def exported(*rows: Sequence[Cell], columns: Sequence[str] = COLUMNS) -> bytes:
    return b"".join(as_csv(columns, rows))


def read_back(data: bytes) -> list[list[str]]:
    return [*csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)]


def test_an_enquiry_as_it_stands_in_the_file() -> None:
    moment = datetime(2026, 12, 3, 10, 5, 30, 999, tzinfo=UTC)
    assert exported(("#7K2", moment, 'She said "yes",\nand left')) == (
        b'\xef\xbb\xbfreference,received,words\r\n#7K2,2026-12-03 10:05:30+00:00,"She said ""yes"",\nand left"\r\n'
    )


def test_a_file_without_enquiries_has_its_columns() -> None:
    assert exported() == b"\xef\xbb\xbfreference,received,words\r\n"


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        '=HYPERLINK("https://example.org?x="&A1,"Click")',
        "=cmd|' /C calc'!A0",
        "+44 20 7946 0000",
        "-2+3",
        "- a point of a list",
        "@SUM(1+1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        " =1+1",
        "\u00a0=1+1",
        "\ufeff=1+1",
        "\u200b@SUM(1)",
        "＝1+1",
        "＠SUM(1)",
    ],
)
def test_words_never_run_as_a_formula(words: str) -> None:
    assert read_back(exported((words, None, words)))[1] == [f"'{words}", "", f"'{words}"]


@pytest.mark.parametrize("name", ["=reference", "@words"])
def test_nor_does_the_name_of_a_column(name: str) -> None:
    assert read_back(exported(columns=[name])) == [[f"'{name}"]]


@pytest.mark.parametrize(
    "words",
    [
        "a = b",
        "one; two, three",
        '"quoted"',
        "'tis the season",
        "first line\nsecond line",
        "Siobhán Ní Bhriain, 李小龙, 👩🏾‍⚕️",
        "=" * 0,
        "NUL \0 in the middle",
        "x" * 50_000,
    ],
)
def test_other_words_stay_as_they_are(words: str) -> None:
    assert read_back(exported(("#1", None, words)))[1] == ["#1", "", words]


def test_numbers_of_our_own_keep_their_sign() -> None:
    assert read_back(exported((-1001234567890, 0.5, True)))[1] == ["-1001234567890", "0.5", "True"]


def test_half_of_a_character_does_not_stop_the_export() -> None:
    assert read_back(exported(("#1", None, "broken \ud83d emoji")))[1][2] == "broken ? emoji"


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="a row has 2 cells for 3 columns"):
        exported(("#1", None))


@given(st.lists(st.tuples(*[st.text(st.characters(exclude_categories=["Cs"]))] * 3)))
def test_whatever_is_exported_is_read_back_and_begins_no_formula(rows: list[tuple[str, str, str]]) -> None:
    back = read_back(exported(*rows))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in back] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not [cell for row in back for cell in row if cell.startswith(FORMULA_BEGINS)]
