"""What is made from the code and the content is made anew when they change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generated import generated


@pytest.mark.parametrize("path", generated(), ids=lambda path: path.name)
def test_a_generated_file_is_up_to_date(path: Path) -> None:
    assert path.read_text("utf-8") == generated()[path], "run: make generated"
