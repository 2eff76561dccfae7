"""Makes bot/encoder/model/model.onnx: all-MiniLM-L6-v2 in eight bits, from the weights its makers publish.

`python -m benchmarks.shrink model.safetensors tokenizer.json bot/encoder/model/model.onnx`. It is a quarter as large
and nearly twice as fast; at the end it says how alike its vectors are to those of the exact weights. With
`--tuned tuned.safetensors`, which benchmarks.tune makes, it also hears harm and a wish for a person.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, save
from tokenizers import Tokenizer

from benchmarks.transformer import INPUTS, KINDS, OUTPUT, Graph, Weights, network
from bot.library.folder import language
from knowledge.ranking.softmax import Floats, softmax

MESSAGES = Path(__file__).parent / "messages"
SHARE = 5  # one sentence of so many is read at the end
HEARD, MOST_HEARD = ("harm", "wishes", "notwishes", "harmless"), 500
SIGNED, MIDDLE, UNSIGNED = 127, 128, 255
LOWEST_GELU = -0.17
TINY = 1e-9
ONLY_ERRORS = 3  # of onnxruntime's levels; it warns of an input that need not be given


class Exact:
    """Numbers as they were trained; what goes into each product is noted in `seen`."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def look_up(self, graph: Graph, table: Floats, places: str) -> str:
        """Rows of a table."""
        return graph.add("Gather", graph.constant(table), places)

    def product(self, graph: Graph, x: str, weight: Floats, bias: Floats, *, after_gelu: bool = False) -> str:
        """Times a weight, plus a bias."""
        del after_gelu
        self.seen.append(x)
        return graph.add("Add", graph.add("MatMul", x, graph.constant(weight)), graph.constant(bias))


class EightBits:
    """Whole numbers, with a scale for each column of weights and for each token.

    A token's scale is its own, so that a sentence has the same vector whatever is encoded beside it. Features with
    large values hand a part of them to the weights first (SmoothQuant, Xiao et al. 2023, half and half); `highest` has
    their highest values, in the order of the products.
    """

    def __init__(self, highest: Iterable[Floats]) -> None:
        self._highest = iter(highest)

    def look_up(self, graph: Graph, table: Floats, places: str) -> str:
        """Rows of a table."""
        steps = np.abs(table).max(axis=1, keepdims=True) / SIGNED
        kept = graph.constant(np.round(table / steps), np.int8)
        rows = graph.add("Cast", graph.add("Gather", kept, places), to=TensorProto.FLOAT)
        return graph.add("Mul", rows, graph.add("Gather", graph.constant(steps), places))

    def product(self, graph: Graph, x: str, weight: Floats, bias: Floats, *, after_gelu: bool = False) -> str:
        """Times a weight, plus a bias. What comes from a GELU is hardly negative, so all bits go to what is above."""
        share = np.sqrt(np.maximum(next(self._highest), TINY) / np.abs(weight).max(axis=1))
        share /= np.exp(np.log(share).mean())
        weight = weight * share[:, None]
        steps = np.abs(weight).max(axis=0) / SIGNED
        whole = np.round(weight / steps).astype(np.int8)
        x = graph.add("Mul", x, graph.constant(1 / share))
        if after_gelu:
            lowest = LOWEST_GELU / share
            found = _whole_product(graph, graph.add("Sub", x, graph.constant(lowest)), whole, 0, UNSIGNED)
            bias = bias + lowest @ (whole * steps)
        else:
            found = _whole_product(graph, x, whole, MIDDLE, SIGNED)
        return graph.add("Add", graph.add("Mul", found, graph.constant(steps)), graph.constant(bias))


def _whole_product(graph: Graph, x: str, weight: NDArray[np.int8], zero: int, most: int) -> str:
    """`x` in steps of its own for each token, the largest of which is `most` away from `zero`."""
    largest = graph.add("ReduceMax", graph.add("Abs", x), graph.whole(-1), keepdims=1)
    step = graph.add("Div", graph.add("Add", largest, graph.constant(TINY)), graph.constant(most))
    counted = graph.add("Add", graph.add("Round", graph.add("Div", x, step)), graph.constant(zero))
    whole = graph.add("Cast", counted, to=TensorProto.UINT8)
    found = graph.add("MatMulInteger", whole, graph.constant(weight, np.int8), graph.constant(zero, np.uint8))
    return graph.add("Mul", graph.add("Cast", found, to=TensorProto.FLOAT), step)


class Network:
    """A graph that runs, asked with one sentence at a time."""

    def __init__(self, file: Path, tokenizer: Tokenizer) -> None:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = ONLY_ERRORS
        self._session: Any = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
        self._tokenizer = tokenizer

        self._asked = [one.name for one in self._session.get_overridable_initializers()]

    def __call__(self, sentence: str, names: Sequence[str]) -> Sequence[Floats]:
        """What comes out under these names."""
        ids = np.array([self._tokenizer.encode(sentence).ids], np.int64)
        given = dict(zip(INPUTS, (ids, np.ones_like(ids)), strict=True))
        given |= dict.fromkeys(self._asked, np.array(KINDS in names))
        found: Sequence[Floats] = self._session.run(names, given)
        return found


def read(file: Path) -> Weights:
    """The numbers of a safetensors file, by name."""
    data = memoryview(file.read_bytes())
    begin = 8 + int.from_bytes(data[:8], "little")
    described = json.loads(bytes(data[8:begin]))
    floats = {name: one for name, one in described.items() if one.get("dtype") == "F32"}
    return {
        name: np.frombuffer(data[begin:][slice(*one["data_offsets"])], np.float32).reshape(one["shape"])
        for name, one in floats.items()
    }


def highest(run: Network, names: Sequence[str], sentences: Iterable[str]) -> list[Floats]:
    """The highest value that each feature has, for each of some outputs."""
    each = ([np.abs(found[0]).max(axis=0) for found in run(sentence, names)] for sentence in sentences)
    return [np.max(of_one, axis=0) for of_one in zip(*each, strict=True)]


def messages(name: str) -> list[str]:
    """The lines of a file in benchmarks/messages; those that begin with # are left out."""
    lines = (MESSAGES / f"{name}.txt").read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def told(exact: Network, small: Network, outputs: Collection[str]) -> Iterator[str]:
    """How alike the two are, on sentences that were not looked at before."""
    everyday = language()[0].everyday[1::SHARE]
    alike = [float((exact(one, [OUTPUT])[0] @ small(one, [OUTPUT])[0].T)[0, 0]) for one in everyday]
    yield (f"Of {len(alike)} other sentences the cosine to the exact vector is {np.mean(alike):.4f} on average and "
           f"{min(alike):.4f} at least.")  # fmt: skip
    if KINDS in outputs:
        heard = [one for name in HEARD for one in messages(name)[::SHARE]][:MOST_HEARD]
        apart = [np.abs(np.subtract(*(softmax(run(one, [KINDS])[0]) for run in (exact, small)))).max() for one in heard]
        yield (f"Of {len(apart)} messages the chance of a kind is {np.mean(apart):.4f} apart on average and "
               f"{max(apart):.4f} at most.")  # fmt: skip


def main() -> int:
    """Make the model; exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.shrink", description=__doc__)
    for name in ("weights", "tokenizer", "output"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--tuned", type=Path, help="layers that tell kinds apart, from benchmarks.tune")
    given = parser.parse_args()
    weights, tokenizer = read(given.weights), Tokenizer.from_file(str(given.tokenizer))
    tuned = read(given.tuned) if given.tuned else None
    tokenizer.no_padding()
    with tempfile.TemporaryDirectory() as folder:
        graph, exact = Graph(), Exact()
        outputs = network(graph, weights, exact, tuned, on_demand=False)
        save(graph.model(outputs, exact.seen), Path(folder) / "exact.onnx")
        before = Network(Path(folder) / "exact.onnx", tokenizer)
        usual = highest(before, exact.seen, messages("usual"))
        graph = Graph()
        save(graph.model(network(graph, weights, EightBits(usual), tuned)), given.output)
        print(f"{given.output.stat().st_size / 1e6:.1f} MB.")
        for sentence in told(before, Network(given.output, tokenizer), outputs):
            print(sentence)
    return 0


if __name__ == "__main__":
    sys.exit(main())
