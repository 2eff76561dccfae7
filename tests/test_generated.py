"""What is made from the code and the content is made anew when they change."""

from __future__ import annotations

from tests.generated import generated


def test_every_generated_file_is_up_to_date() -> None:
    stale = [path.name for path, text in generated().items() if path.read_text("utf-8") != text]
    assert stale == [], "run: make generated"
