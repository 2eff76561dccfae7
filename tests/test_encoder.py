"""The sentence encoder is checked before it is trusted, and can be done without."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot import encoder
from bot.__main__ import main
from bot.ask import Asking
from bot.encoder import Encoder, find_encoder
from bot.library import Library, parse_folder
from bot.model_folder import ModelError
from knowledge.embedding import NoMeaning
from tests.conftest import Folder

FAQ = """
- id: wres
  question: What is the WRES?
  also_asked: [workforce race equality standard]
  answer: A standard.
- id: allyship
  question: How can I be an ally?
  also_asked: [allyship for white colleagues]
  answer: Begin by listening.
"""


def test_the_installed_encoder_is_the_one_this_release_was_made_with() -> None:
    found, name = find_encoder()
    assert isinstance(found, Encoder)
    assert all(expected[:8] in name for expected in encoder.RESOURCES.values())


def test_it_puts_what_means_the_same_near() -> None:
    found, _ = find_encoder()
    ally, friend, fish = found(["How can I be an ally?", "ways to support my colleagues", "the price of fish"])
    assert np.linalg.norm([ally, friend, fish], axis=1) == pytest.approx([1, 1, 1], abs=1e-3)
    assert ally @ friend > ally @ fish


@pytest.mark.parametrize("file", list(encoder.RESOURCES))
def test_a_changed_package_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, file: str
) -> None:
    monkeypatch.setitem(encoder.RESOURCES, file, "0" * 64)
    found, name = find_encoder()
    assert isinstance(found, NoMeaning)
    assert name == "none"
    assert f"the sentence encoder's {file} is not the one" in caplog.text


@pytest.mark.parametrize("package", ["no_such_package", "encodings.aliases"])
def test_without_the_package_words_and_letters_decide(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, package: str
) -> None:
    monkeypatch.setattr(encoder, "PACKAGE", package)
    assert isinstance(find_encoder()[0], NoMeaning)
    assert "encoder" in caplog.text


def test_without_an_encoder_it_works_less_well_but_works(few_words: Library, folder: Folder) -> None:
    parsed = parse_folder(folder(faq=FAQ))
    assert parsed.knowledge is not None
    asking = Asking(few_words.fit(parsed.knowledge), lambda: 0.0)
    assert asking.reply(["what is the workforce race equality standard?"]).match.id == "wres"
    assert asking.reply(["how to be an aly"]).match.id == "allyship"


@pytest.mark.parametrize("arguments", [["ask", "hello"], ["ask", "--jsonl"], ["chat"], ["check"]])
def test_a_sentence_model_that_is_not_there_is_refused_by_every_command_that_answers(
    monkeypatch: pytest.MonkeyPatch, folder: Folder, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    monkeypatch.setenv("BOT_MODEL", "nowhere")
    assert main([*arguments, "--knowledge", str(folder(faq=FAQ))]) == 2
    missing = Path("nowhere") / "model.onnx"
    assert capsys.readouterr() == ("", f"BOT_MODEL cannot be used: there is no file {missing}.\n")


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("bot.sentence_model.LIBRARIES", ["no_such_library"])
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).touch()
    with pytest.raises(ModelError, match=r'no_such_library is not installed .* "race-equality-assistant\[semantic\]"'):
        find_encoder(tmp_path)
