"""A sentence transformer exported to ONNX, run by onnxruntime: what a sentence means.

The model is tried before it is trusted, and nothing is fetched.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.encoder.model_folder import MODEL, POOLING, TOKENIZER, ModelError, ModelFolder
from knowledge.ranking.embedding import Embedding
from knowledge.ranking.softmax import Floats, softmax

LIBRARIES = ("onnxruntime", "tokenizers")
NO_TELEMETRY = ("ORT_DISABLE_TELEMETRY", "1")  # from 1.31 onnxruntime begins its own at import; then it is too late
NUMBERS: Mapping[str, type[np.signedinteger]] = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
FLOATS = ("tensor(float)", "tensor(float16)", "tensor(double)")
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
POOLED = "sentence_embedding"  # an output of this name has a vector a sentence
TONES, ASKED = "kinds", "hear"  # an output of the model that ships, and the input that asks for it
ONLY_FATAL = 4  # of onnxruntime's levels: what fails is told in a sentence of our own
EXACT = ("session.x64quantprecision", "1")  # older processors, too, multiply eight bits without an overflow
PROBES = ("", "race equality", "race equality " * 200)  # what a model of one's own is tried with

Encode = Callable[[str], Sequence[int]]  # a sentence to the numbers of its tokens
Pool = Callable[[Floats, Floats], Floats]  # (sentences, tokens, dimensions) and their mask to (sentences, dimensions)


class _Port(Protocol):
    """An input or an output of the model."""

    name: str
    type: str
    shape: Sequence[object]


class _Session(Protocol):
    def get_inputs(self) -> Sequence[_Port]: ...
    def get_outputs(self) -> Sequence[_Port]: ...
    def get_overridable_initializers(self) -> Sequence[_Port]: ...
    def run(self, names: Sequence[str], fed: Mapping[str, NDArray[np.generic]]) -> Sequence[Floats]: ...


def _sum(states: Floats, mask: Floats) -> Floats:
    """The mean, but for its length."""
    return np.asarray((states * mask[..., None]).sum(axis=1))


def _first(states: Floats, mask: Floats) -> Floats:
    del mask
    return states[:, 0]


def _highest(states: Floats, mask: Floats) -> Floats:
    return np.asarray(np.where(mask[..., None] > 0, states, -np.inf).max(axis=1))


POOLS: Mapping[str, Pool] = {"mean": _sum, "mean_sqrt_len": _sum, "cls": _first, "max": _highest}


class SentenceModel(Embedding):
    """Sentences to rows of length 1. Made from a folder; raises `ModelError` where that cannot be used."""

    def __init__(self, path: Path, probes: Sequence[str] = PROBES) -> None:
        folder = ModelFolder(path)
        _need(LIBRARIES)
        self._encode, last = _tokenizer(folder)
        self._session = _session(folder)
        self._inputs = _inputs(self._session.get_inputs())
        self._output, self._pool = _output(self._session.get_outputs(), folder)
        self._hears = ASKED in [port.name for port in self._session.get_overridable_initializers()]
        self.dimensions = self._tried(last, probes)
        self.fingerprint = folder.fingerprint

    def __call__(self, sentences: Sequence[str]) -> Floats:
        """Shape (sentences, dimensions).

        Each by itself: among others the last bits of a vector depend on these, and it would be hardly faster.
        """
        vectors = np.zeros((len(sentences), self.dimensions), np.float32)
        for row, sentence in zip(vectors, sentences, strict=True):
            row[:] = np.nan_to_num(self._vectors([self._encode(sentence)])[0])
        return vectors

    def hear(self, sentences: Sequence[str]) -> tuple[Floats, Floats]:
        """The same vectors, and the probabilities of the tones, where the model was made to hear them."""
        if not self._hears or not sentences:
            return super().hear(sentences)
        read = [self._run([self._encode(sentence)], [self._output, TONES]) for sentence in sentences]
        vectors = np.concatenate([self._pooled(output, mask) for (output, _), mask in read])
        return np.nan_to_num(vectors), softmax(np.concatenate([logits for (_, logits), _ in read]))

    def _vectors(self, tokens: Sequence[Sequence[int]]) -> Floats:
        (output,), mask = self._run(tokens, [self._output])
        return self._pooled(output, mask)

    def _run(self, tokens: Sequence[Sequence[int]], outputs: Sequence[str]) -> tuple[list[Floats], Floats]:
        """What comes out for some sentences together, made equally long, and which tokens are no padding."""
        ids = np.zeros((len(tokens), max(1, *map(len, tokens))), np.int64)
        mask = np.zeros_like(ids)
        for row, of_sentence in enumerate(tokens):
            ids[row, : len(of_sentence)] = of_sentence
            mask[row, : len(of_sentence)] = 1
        given = dict(zip(INPUTS, (ids, mask, np.zeros_like(ids)), strict=True))
        fed: dict[str, NDArray[np.generic]] = {name: given[name].astype(kind) for name, kind in self._inputs.items()}
        if TONES in outputs:
            fed[ASKED] = np.array(True)  # noqa: FBT003 - a value, not a choice
        made = [np.asarray(output, np.float32) for output in self._session.run(outputs, fed)]
        return made, mask.astype(np.float32)

    def _pooled(self, output: Floats, mask: Floats) -> Floats:
        vectors = self._pool(output, mask) if self._pool else output
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(lengths > 0, lengths, 1), np.float32)

    def _tried(self, last: int, probes: Sequence[str]) -> int:
        """How many dimensions the vectors have, where it takes what may come; `last`: the highest token."""
        try:
            tokens = [[last], *map(self._encode, probes)]
            vectors = np.concatenate([*(self._vectors([one]) for one in tokens), self._vectors(tokens)])
        except Exception:  # noqa: BLE001 - the errors of neither library have a class in common
            raise ModelError(f"{MODEL} fails at a text, as when {TOKENIZER} is another model's") from None
        if not np.isfinite(vectors).all():
            raise ModelError(f"{MODEL} makes no numbers of an empty, a short or a long text")
        return int(vectors.shape[1])


def _need(libraries: Sequence[str]) -> None:
    """The libraries are there; nothing of what they do is told to their makers."""
    os.putenv(*NO_TELEMETRY)
    for name in libraries:
        try:
            import_module(name)
        except ImportError:
            raise ModelError(f"{name} is not installed or does not run here") from None


def _tokenizer(folder: ModelFolder) -> tuple[Encode, int]:
    """What makes tokens of a sentence, and the highest of them."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - need not run here

    try:
        tokenizer = Tokenizer.from_file(str(folder.path / TOKENIZER))
    except Exception:  # noqa: BLE001 - the library raises nothing more exact
        raise ModelError(f"{folder.path / TOKENIZER} cannot be read as a tokenizer") from None
    own = tokenizer.truncation or {}
    tokenizer.enable_truncation(min(folder.most_tokens, own.get("max_length", folder.most_tokens)))
    tokenizer.no_padding()
    return lambda sentence: tokenizer.encode(sentence).ids, tokenizer.get_vocab_size() - 1


def _session(folder: ModelFolder) -> _Session:
    import onnxruntime  # noqa: PLC0415 - need not run here, and is slow to read

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = ONLY_FATAL
    options.add_session_config_entry(*EXACT)
    try:
        session: _Session = onnxruntime.InferenceSession(
            folder.path / MODEL, options, providers=["CPUExecutionProvider"]
        )
    except Exception:  # noqa: BLE001 - as in `_tried`
        raise ModelError(f"{folder.path / MODEL} cannot be read as an ONNX model") from None
    return session


def _inputs(inputs: Sequence[_Port]) -> dict[str, type[np.signedinteger]]:
    """What the model wants, and as what kind of number."""
    strange = [one.name for one in inputs if one.name not in INPUTS or one.type not in NUMBERS]
    if strange or INPUTS[0] not in [one.name for one in inputs]:
        wants = f"wants {', '.join(strange)}" if strange else f"does not want {INPUTS[0]}"
        raise ModelError(f"{MODEL} is no sentence transformer, it {wants}")
    return {one.name: NUMBERS[one.type] for one in inputs}


def _output(outputs: Sequence[_Port], folder: ModelFolder) -> tuple[str, Pool | None]:
    """Where the vectors come out, and how those of tokens become one of a sentence."""
    floats = [one for one in outputs if one.type in FLOATS]
    pooled = [one.name for one in floats if one.name == POOLED or (len(floats) == 1 and len(one.shape) == 2)]
    if pooled:
        return pooled[0], None
    by_token = [one.name for one in floats if len(one.shape) == 3]
    if not by_token:
        raise ModelError(f"{MODEL} is no sentence transformer, nothing in it is a vector of a sentence or of tokens")
    if folder.further_layers:
        layers = ", ".join(folder.further_layers)
        raise ModelError(f"{MODEL} lacks the layer {layers}; export it with: optimum-cli export onnx")
    if folder.pooling not in POOLS:
        raise ModelError(f"{POOLING} asks for the pooling {folder.pooling}, known are {', '.join(POOLS)}")
    return by_token[0], POOLS[folder.pooling]
