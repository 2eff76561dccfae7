"""Confidence is a probability that rises with what speaks for an answer and falls with what speaks against it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from knowledge.ranking.calibration import Calibration
from knowledge.ranking.confidence import Evidence, odds

confidence = Calibration()
MIDDLING = Evidence(chance=0.5, elsewhere=0.1, alike=0.5, covered=0.5)
SURE = Evidence(chance=0.95, elsewhere=0.01, alike=1.0, covered=1.0)
HOPELESS = Evidence(chance=0.01, elsewhere=0.9, alike=0.1, covered=0.0)


@pytest.mark.parametrize("field", ["chance", "alike", "covered"])
def test_it_rises_with_what_speaks_for_the_answer(field: str) -> None:
    changed = [confidence(replace(MIDDLING, **{field: value})) for value in (0.0, 0.2, 0.5, 0.8, 1.0)]
    assert changed == sorted(set(changed))


def test_it_falls_with_what_speaks_against_it() -> None:
    changed = [confidence(replace(MIDDLING, elsewhere=value)) for value in (0.0, 0.2, 0.5, 0.8, 1.0)]
    assert changed == sorted(set(changed), reverse=True)


def test_all_for_it_is_nearly_certain_and_all_against_it_nearly_hopeless() -> None:
    assert confidence(SURE) > 0.97
    assert confidence(HOPELESS) < 0.03


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_it_stays_a_probability_at_the_ends(value: float) -> None:
    assert 0 < confidence(Evidence(value, value, value, value)) < 1


def test_odds_are_finite_even_and_rise() -> None:
    assert odds(0.5) == pytest.approx(0)
    assert odds(0.2) == pytest.approx(-odds(0.8))
    assert all(math.isfinite(odds(value)) for value in (0.0, 1.0))
