"""A sentence model of one's own: its vectors, its folder tried before it is trusted, its place in the pipeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from bot.__main__ import main
from bot.doctor.installation import examine_model
from bot.encoder import encoder
from bot.encoder.encoder import find_encoder
from bot.encoder.model_folder import ModelError
from bot.encoder.sentence_model import SentenceModel
from tests.conftest import Folder
from tests.tiny_model import GATHER, INPUTS, POOLED, SENTENCE, TOKENS, write_model

pytest.importorskip("onnx", reason="models for the tests cannot be made")

FAQ = """
- id: wres
  question: race equality board
  answer: A standard.
- id: allyship
  question: board
  answer: Begin by listening.
"""


def pooling(**modes: bool) -> dict[str, object]:
    return {"1_Pooling/config.json": {f"pooling_mode_{name}": on for name, on in modes.items()}}


def row(*numbers: float) -> list[float]:
    return [float(number) for number in np.array(numbers) / np.linalg.norm(numbers)]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, row(2, 1, 0, 2)),
        (pooling(cls_token=False, mean_tokens=True), row(2, 1, 0, 2)),
        (pooling(mean_sqrt_len_tokens=True), row(2, 1, 0, 2)),
        (pooling(max_tokens=True), row(1, 1, 0, 2)),
        (pooling(cls_token=True, mean_tokens=False), row(0, 0, 0, 2)),
        ({"1_Pooling/config.json": {"pooling_mode": "cls"}}, row(0, 0, 0, 2)),
    ],
)
def test_tokens_become_a_sentence_as_the_folder_says(
    tmp_path: Path, files: Mapping[str, object], expected: list[float]
) -> None:
    model = SentenceModel(write_model(tmp_path, files=files))
    assert model(["race race equality"])[0].tolist() == pytest.approx(expected)


@pytest.mark.parametrize(("inputs", "outputs", "graph"), [
    (INPUTS, f"{TOKENS}, {SENTENCE}", POOLED),
    ("int64[n,t] input_ids", SENTENCE, POOLED),
    (f"{INPUTS}, int64[n,t] token_type_ids", "float[n,4] vectors", POOLED.replace("sentence_embedding", "vectors")),
    ("int32[n,t] input_ids, int32[n,t] attention_mask", SENTENCE, POOLED),
])  # fmt: skip
def test_a_vector_of_a_sentence_is_taken_as_it_is(tmp_path: Path, inputs: str, outputs: str, graph: str) -> None:
    model = SentenceModel(write_model(tmp_path, inputs=inputs, outputs=outputs, graph=graph))
    assert model(["race race equality"])[0].tolist() == pytest.approx(row(1, 1, 0, 2))


def test_a_sentence_means_the_same_among_others(tmp_path: Path) -> None:
    model = SentenceModel(write_model(tmp_path))
    sentences = ["race " * (number % 7) + "board" for number in range(65)]
    np.testing.assert_array_equal(model(sentences), np.vstack([model([one]) for one in sentences]))
    assert model([]).shape == (0, 4)


def test_a_model_of_ones_own_hears_no_tones_and_the_one_beside_it_is_asked(tmp_path: Path) -> None:
    own = SentenceModel(write_model(tmp_path))
    vectors, tones = own.hear(["race equality", "board"])
    assert (vectors.tolist(), tones.shape) == (own(["race equality", "board"]).tolist(), (2, 0))
    both, _ = encoder.find_encoder(tmp_path)
    vectors, tones = both.hear(["race equality"])
    assert (vectors.tolist(), tones.shape) == (both(["race equality"]).tolist(), (1, 3))


@pytest.mark.parametrize("file", ["tokenizer_config.json", "sentence_bert_config.json"])
def test_a_long_sentence_is_cut_where_the_model_ends(tmp_path: Path, file: str) -> None:
    key = {"tokenizer_config.json": "model_max_length", "sentence_bert_config.json": "max_seq_length"}[file]
    model = SentenceModel(write_model(tmp_path, files={file: {key: 4}}))
    assert model(["race equality board board"]).tolist() == model(["race equality"]).tolist()


REFUSED: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "model.onnx is missing": (lambda folder: (folder / "model.onnx").unlink(), "there is no file"),
    "tokenizer.json is missing": (lambda folder: (folder / "tokenizer.json").unlink(), "there is no file"),
    "no ONNX": (lambda folder: (folder / "model.onnx").write_bytes(b"nonsense"), "cannot be read as an ONNX model"),
    "half of it": (
        lambda folder: (folder / "model.onnx").write_bytes((folder / "model.onnx").read_bytes()[:150]),
        "cannot be read as an ONNX model",
    ),
    "no tokenizer": (lambda folder: (folder / "tokenizer.json").write_text("{}", "utf-8"), "cannot be read as a token"),
    "broken settings": (
        lambda folder: (folder / "tokenizer_config.json").write_text("{", "utf-8"),
        "tokenizer_config.json cannot be read",
    ),
    "pictures": (lambda folder: write_model(folder, inputs=f"{INPUTS}, float[n] pixels"), "it wants pixels"),
    "no tokens": (
        lambda folder: write_model(folder, inputs="int64[n,t] words_in", graph=GATHER.replace("input_ids", "words_in")),
        "it wants words_in",
    ),
    "classes": (
        lambda folder: write_model(folder, outputs="int64[n,t] found", graph="found = Identity(input_ids)"),
        "nothing in it is a vector",
    ),
    "another's tokenizer": (lambda folder: write_model(folder, words=5), "model.onnx fails at a text"),
    "no numbers": (
        lambda folder: write_model(folder, graph="low = Gather(words, input_ids) less = Neg(low) "
                                                 "last_hidden_state = Log(less)"),
        "model.onnx makes no numbers",
    ),
    "an unknown pooling": (lambda folder: write_model(folder, files=pooling(lasttoken=True)), "the pooling lasttoken"),
    "a layer more": (
        lambda folder: write_model(folder, files={"modules.json": [{"type": "sentence_transformers.models.Dense"}]}),
        "model.onnx lacks the layer Dense",
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", REFUSED)
def test_a_folder_that_cannot_be_used_is_refused_in_a_sentence(tmp_path: Path, wrong: str) -> None:
    damage, reason = REFUSED[wrong]
    damage(write_model(tmp_path))
    with pytest.raises(ModelError) as raised:
        SentenceModel(tmp_path)
    assert str(raised.value).startswith("BOT_MODEL cannot be used: ")
    assert reason in raised.value.reason
    assert "\n" not in str(raised.value)
    assert [finding.fix for finding in examine_model(tmp_path)] == ["Put it right, or remove BOT_MODEL."]


def test_what_was_fitted_with_another_model_has_another_name(tmp_path: Path) -> None:
    first = find_encoder(write_model(tmp_path))[1]
    assert find_encoder(write_model(tmp_path))[1] == first
    names = {
        first,
        find_encoder(None)[1],
        find_encoder(write_model(tmp_path, graph="twice = Gather(words, input_ids) last_hidden_state = Neg(twice)"))[1],
        find_encoder(write_model(tmp_path, files=pooling(max_tokens=True)))[1],
    }
    assert len(names) == 4


def test_it_stands_beside_the_one_that_ships(tmp_path: Path) -> None:
    both, _ = find_encoder(write_model(tmp_path))
    vectors = both(["race", "board"])
    assert vectors.shape == (2, 384 + 4)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-3)


@pytest.fixture
def own_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What `BOT_MODEL` names; it stands alone, so that it answers at once."""
    folder = write_model(tmp_path / "model")
    monkeypatch.setenv("BOT_MODEL", str(folder))
    monkeypatch.setattr(encoder, "SHIPPED", tmp_path)
    monkeypatch.setattr("bot.machine.folders.user_cache_path", lambda *_, **__: tmp_path / "cache")
    monkeypatch.chdir(tmp_path)
    return folder


def test_a_question_is_answered_with_it(
    own_model: Path, tmp_path: Path, folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "race equality board", "--json", "--knowledge", str(folder(faq=FAQ))]) == 0
    assert '"entry": "wres"' in capsys.readouterr().out
    kept = {path.suffix: path.stem for path in (tmp_path / "cache").iterdir()}
    assert kept.keys() == {".npz", ".vectors"}
    assert kept[".vectors"].startswith(f"model-{SentenceModel(own_model).fingerprint}")


def test_nothing_but_the_sentence_is_said_about_a_bad_folder(
    own_model: Path, folder: Folder, capfd: pytest.CaptureFixture[str]
) -> None:
    (own_model / "model.onnx").write_bytes(b"nonsense")
    assert main(["ask", "hello", "--knowledge", str(folder(faq=FAQ))]) == 2
    told = capfd.readouterr()
    sentence = f"BOT_MODEL cannot be used: {own_model / 'model.onnx'} cannot be read as an ONNX model."
    assert (told.out, [line for line in told.err.splitlines() if "letters alone" not in line]) == ("", [sentence])


def test_the_doctor_says_that_it_works(own_model: Path) -> None:
    (finding,) = examine_model(own_model)
    assert str(finding) == f"ok     The sentence model in {own_model} works: 4 numbers a sentence"
    assert list(examine_model(None)) == []
