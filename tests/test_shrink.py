"""The sentence model in eight bits says what the exact weights say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from onnx import save

from benchmarks.shrink import ONLY_ERRORS, EightBits, Exact, read
from benchmarks.transformer import (
    ASKED,
    DIMENSIONS,
    INPUTS,
    KINDS,
    LAYERS,
    MOST_TOKENS,
    OUTPUT,
    SHARED,
    Graph,
    Weights,
    layer_name,
    network,
)
from bot.encoder.sentence_model import EXACT
from knowledge.ranking.softmax import Floats

TOKENS = 50
LINEAR = {
    "attention.self.query": (DIMENSIONS, DIMENSIONS),
    "attention.self.key": (DIMENSIONS, DIMENSIONS),
    "attention.self.value": (DIMENSIONS, DIMENSIONS),
    "attention.output.dense": (DIMENSIONS, DIMENSIONS),
    "intermediate.dense": (4 * DIMENSIONS, DIMENSIONS),
    "output.dense": (DIMENSIONS, 4 * DIMENSIONS),
}


@pytest.fixture(scope="module")
def weights() -> Weights:
    """Of the right shapes, drawn by chance, with a few features that are much larger than the others."""
    chance = np.random.default_rng(0)

    def drawn(*shape: int) -> Floats:
        return chance.normal(0, 0.05, shape).astype(np.float32)

    def normal(name: str) -> dict[str, Floats]:
        scale = 1 + drawn(DIMENSIONS)
        scale[::50] *= 4
        return {f"{name}.weight": scale, f"{name}.bias": drawn(DIMENSIONS)}

    found = {
        "embeddings.word_embeddings.weight": drawn(TOKENS, DIMENSIONS),
        "embeddings.position_embeddings.weight": drawn(2 * MOST_TOKENS, DIMENSIONS),
        "embeddings.token_type_embeddings.weight": drawn(2, DIMENSIONS),
        **normal("embeddings.LayerNorm"),
    }
    for layer in range(LAYERS):
        of_layer = f"encoder.layer.{layer}"
        for name, (rows, columns) in LINEAR.items():
            found[f"{of_layer}.{name}.weight"] = drawn(rows, columns)
            found[f"{of_layer}.{name}.bias"] = drawn(rows)
        found |= normal(f"{of_layer}.attention.output.LayerNorm") | normal(f"{of_layer}.output.LayerNorm")
    return found


@pytest.fixture(scope="module")
def tuned(weights: Weights) -> Weights:
    """The upper layers, and what tells kinds apart."""
    drawn = np.random.default_rng(1).normal(0, 0.1, (4, DIMENSIONS)).astype(np.float32)
    upper = tuple(map(layer_name, range(SHARED, LAYERS)))
    found = {name: one for name, one in weights.items() if name.startswith(upper)}
    return {**found, "kinds.weight": drawn[:3], "kinds.bias": drawn[3, :3]}


def run(
    graph: Graph, outputs: dict[str, str], also: list[str], folder: Path, ids: list[list[int]], **switches: bool
) -> list[Floats]:
    save(graph.model(outputs, also), folder / "model.onnx")
    options = onnxruntime.SessionOptions()
    options.log_severity_level = ONLY_ERRORS
    options.add_session_config_entry(*EXACT)
    session: Any = onnxruntime.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])
    longest = max(map(len, ids))
    tokens = np.array([one + [0] * (longest - len(one)) for one in ids], np.int64)
    mask = np.array([[1] * len(one) + [0] * (longest - len(one)) for one in ids], np.int64)
    given = dict(zip(INPUTS, (tokens, mask), strict=True)) | {name: np.array(on) for name, on in switches.items()}
    found: list[Floats] = session.run([*outputs, *also], given)
    return found


def test_eight_bits_are_near_the_exact_weights_and_a_sentence_is_the_same_in_any_company(
    weights: Weights, tmp_path: Path
) -> None:
    sentences = [[3, 14, 15], [9, 26, 5, 35, 8, 9, 7, 9, 3, 2], [38]]
    graph, exact = Graph(), Exact()
    right, *seen = run(graph, network(graph, weights, exact), exact.seen, tmp_path, sentences)
    usual = [np.abs(values).max(axis=(0, 1)) for values in seen]

    def small(ids: list[list[int]]) -> Floats:
        graph = Graph()
        return run(graph, network(graph, weights, EightBits(usual)), [], tmp_path, ids)[0]

    together = small(sentences)
    assert (right * together).sum(axis=1).min() > 0.998
    assert together[2] == pytest.approx(small(sentences[2:])[0], abs=1e-5)


def test_kinds_come_beside_the_same_vectors_where_they_are_asked_for(
    weights: Weights, tuned: Weights, tmp_path: Path
) -> None:
    sentences = [[3, 14, 15], [9, 26, 5, 35, 8, 9, 7, 9, 3, 2], [38]]
    graph, exact = Graph(), Exact()
    outputs = network(graph, weights, exact, tuned, on_demand=False)
    _, logits, *seen = run(graph, outputs, exact.seen, tmp_path, sentences)
    usual = [np.abs(values).max(axis=(0, 1)) for values in seen]

    def small(*more: Weights, **switches: bool) -> list[Floats]:
        graph = Graph()
        outputs = network(graph, weights, EightBits(usual), *more)
        return run(graph, outputs, [], tmp_path, sentences, **switches)

    (vectors,) = small()
    unheard, nothing = small(tuned)
    heard, kinds = small(tuned, **{ASKED: True})
    assert list(outputs) == [OUTPUT, KINDS]
    assert vectors.tolist() == unheard.tolist() == heard.tolist()
    assert (nothing.shape, kinds.shape) == ((0, 3), (3, 3))
    assert kinds == pytest.approx(logits, abs=0.5)


def test_published_weights_are_read_by_name(tmp_path: Path) -> None:
    one, ids = np.array([[1.5, 2.5]], np.float32), np.array([7], np.int64)
    described = {
        "__metadata__": {"format": "pt"},
        "one": {"dtype": "F32", "shape": [1, 2], "data_offsets": [8, 16]},
        "ids": {"dtype": "I64", "shape": [1], "data_offsets": [0, 8]},
    }
    head = json.dumps(described).encode()
    file = tmp_path / "model.safetensors"
    file.write_bytes(len(head).to_bytes(8, "little") + head + ids.tobytes() + one.tobytes())
    assert {name: values.tolist() for name, values in read(file).items()} == {"one": [[1.5, 2.5]]}
