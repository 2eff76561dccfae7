"""The sentence encoder knows what means the same, and can be done without."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.__main__ import main
from bot.encoder import encoder
from bot.encoder.encoder import find_encoder
from bot.library.folder import Library, parse_folder
from bot.terminal.asking import AskSession
from knowledge.ranking.embedding import HARM, NEITHER, WISH, NoMeaning
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


def test_it_puts_what_means_the_same_near() -> None:
    found, _ = find_encoder()
    ally, friend, fish = found(["How can I be an ally?", "ways to support my colleagues", "the price of fish"])
    assert np.linalg.norm([ally, friend, fish], axis=1) == pytest.approx([1, 1, 1], abs=1e-3)
    assert ally @ friend > ally @ fish


def test_a_sentence_means_the_same_whatever_stands_beside_it() -> None:
    found, _ = find_encoder()
    short, long = "pay gap", "what may a board ask about " * 20
    assert found([long, short, ""])[1].tolist() == found([short])[0].tolist()


def test_it_hears_harm_and_a_wish_for_a_person_beside_the_same_vectors() -> None:
    embed, _ = find_encoder()
    said = ["They called me a racist name in theatre", "Could somebody ring me please?", "What is the WRES?"]
    vectors, tones = embed.hear(said)
    assert vectors.tolist() == embed(said).tolist()
    assert tones.sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert tones.argmax(axis=1).tolist() == [HARM, WISH, NEITHER]


@pytest.mark.parametrize("missing", ["no_such_library", "encodings.no_such_module"])
def test_where_its_libraries_do_not_run_words_and_letters_decide(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, missing: str
) -> None:
    monkeypatch.setattr("bot.encoder.sentence_model.LIBRARIES", [missing])
    found, name = find_encoder()
    assert isinstance(found, NoMeaning)
    assert name == encoder.NONE
    assert f"matched by words and letters alone: {missing} is not installed" in caplog.text


def test_without_an_encoder_it_works_less_well_but_works(few_words: Library, folder: Folder) -> None:
    parsed = parse_folder(folder(faq=FAQ))
    assert parsed.knowledge is not None
    asking = AskSession(few_words.fit(parsed.knowledge), lambda: 0.0)
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
