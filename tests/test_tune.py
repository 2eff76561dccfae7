"""What the sentence model is tuned with is drawn as described, and can be drawn again."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from benchmarks import tune
from benchmarks.tune import HARM, NEITHER, WISH, Draw, main, padded, texts

EACH = {HARM: [(1, ["they hurt me"])], WISH: [(1, ["ring me."])], NEITHER: [(1, ["good morning"]), (1, ["what now?"])]}


def drawn(seed: int) -> list[tuple[str, int]]:
    return list(islice(Draw(EACH, seed), 2000))


def test_a_draw_can_be_repeated() -> None:
    assert drawn(1) == drawn(1) != drawn(2)


def test_a_kind_is_drawn_as_often_as_it_should_be() -> None:
    kinds = [kind for _, kind in drawn(0)]
    assert [kinds.count(kind) / len(kinds) for kind in (HARM, WISH, NEITHER)] == pytest.approx(tune.DRAWN, abs=0.03)


def test_beside_a_message_stands_only_what_is_of_no_kind() -> None:
    assert all("ring" not in text for text, kind in drawn(0) if kind == HARM)
    together = [text for text, kind in drawn(0) if kind == HARM and ("now" in text or "morning" in text)]
    assert 0.2 < len(together) / 640 < 0.4


def test_some_is_mistyped_and_some_in_small_letters_without_punctuation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tune, "ANOTHER", 0)
    wishes = {text for text, kind in islice(Draw({**EACH, WISH: [(1, ["Please ring me."])]}, 0), 2000) if kind == WISH}
    assert {"Please ring me.", "please ring me.", "please ring me"} < wishes


def test_sentences_are_made_equally_long() -> None:
    assert padded([[1, 2, 3], [4]]) == ([[1, 2, 3], [4, 0, 0]], [[True, True, True], [True, False, False]])


def test_it_learns_from_the_language_the_content_and_the_messages(tmp_path: Path) -> None:
    each = texts(tmp_path)
    assert [len(each[kind]) for kind in (HARM, WISH, NEITHER)] == [2, 2, 9]
    assert all(share > 0 and len(written) > 50 for kind in each for share, written in each[kind])


def test_other_weights_than_those_published_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"others")
    assert main([str(tmp_path / "model.safetensors"), "tokenizer.json", str(tmp_path / "tuned")]) == 1
    assert "is not what was published" in capsys.readouterr().out
    assert not (tmp_path / "tuned").exists()
