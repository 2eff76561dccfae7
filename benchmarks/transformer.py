"""The network of all-MiniLM-L6-v2 (Wang et al. 2020; a BERT of six layers) as an ONNX graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

from knowledge.ranking.softmax import Floats

LAYERS, HEADS, WIDTH = 6, 12, 32  # the width is each head's
DIMENSIONS = HEADS * WIDTH
MOST_TOKENS = 256
BEFORE_LAST = 0.3  # of the layer before the last; what it still knows of words helps where they are mistyped
HIDDEN = -1e9  # the attention that padding gets
OPSET, FORMAT = 20, 9
INPUTS, OUTPUT = ("input_ids", "attention_mask"), "sentence_embedding"
KINDS, MANY_KINDS = "kinds", 3  # harm, a wish for a person, neither
ASKED = "hear"  # an input that need not be given: are kinds wished for?
SHARED = 3  # layers that vectors and kinds have in common

ROWS = {OUTPUT: "sentences", KINDS: "heard"}
COLUMNS = {OUTPUT: DIMENSIONS, KINDS: MANY_KINDS}

Weights = Mapping[str, Floats]


class Graph:
    """Operations and constants; each is known by its name, which begins with `prefix`."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []
        self._switches: list[str] = []

    def add(self, operation: str, *inputs: str, **attributes: Any) -> str:  # noqa: ANN401 - onnx takes numbers, lists and more
        """What an operation makes of its inputs."""
        name = f"{self._prefix}v{len(self._nodes)}"
        self._nodes.append(helper.make_node(operation, list(inputs), [name], name=name, **attributes))
        return name

    def constant(self, value: ArrayLike, kind: type[np.generic] = np.float32) -> str:
        """An array, or a number."""
        name = f"{self._prefix}c{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.array(value, kind, order="C"), name))
        return name

    def whole(self, *numbers: int) -> str:
        """Places or a shape."""
        return self.constant(numbers, np.int64)

    def on_demand(self, switch: str, branch: Graph, output: str) -> str:
        """A branch's output where the input `switch` is true, which it is not by itself; else no rows."""
        otherwise = Graph(f"{branch._prefix}not.")
        nothing = otherwise.add("Identity", otherwise.constant(np.zeros((0, MANY_KINDS))))
        self._constants.append(numpy_helper.from_array(np.array(False), switch))  # noqa: FBT003 - a value, not a choice
        self._switches.append(switch)
        branches = {"then_branch": branch._branch(output), "else_branch": otherwise._branch(nothing)}
        return self.add("If", switch, **branches)

    def _branch(self, output: str) -> GraphProto:
        told = [helper.make_tensor_value_info(output, TensorProto.FLOAT, [None, MANY_KINDS])]
        return helper.make_graph(self._nodes, f"{self._prefix}branch", [], told, self._constants)

    def model(self, outputs: Mapping[str, str], also: Iterable[str] = ()) -> ModelProto:
        """The whole: tokens and their mask go in, `outputs` come out by these names, and what else is named."""
        self._nodes += [helper.make_node("Identity", [value], [name]) for name, value in outputs.items()]
        given = [helper.make_tensor_value_info(name, TensorProto.INT64, ["sentences", "tokens"]) for name in INPUTS]
        given += [helper.make_tensor_value_info(name, TensorProto.BOOL, []) for name in self._switches]
        made = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [ROWS[name], COLUMNS[name]]) for name in outputs]
        made += [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in also]
        graph = helper.make_graph(self._nodes, "all-MiniLM-L6-v2", given, made, self._constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=FORMAT)


class Precision(Protocol):
    """How numbers are kept and multiplied."""

    def look_up(self, graph: Graph, table: Floats, places: str) -> str:
        """Rows of a table."""
        ...

    def product(self, graph: Graph, x: str, weight: Floats, bias: Floats, *, after_gelu: bool = False) -> str:
        """`x` (sentences, tokens, features) times `weight` (features, others), plus `bias`."""
        ...


def network(
    graph: Graph, weights: Weights, precision: Precision, tuned: Weights | None = None, *, on_demand: bool = True
) -> dict[str, str]:
    """The outputs by name. Vectors have length 1, one a sentence: the mean over its tokens.

    With `tuned`, layers that take the place of the last ones, also of which kind a sentence is, as logits; worked out
    `on_demand`, where the input `hear` is true, or always.
    """
    mask = graph.add("Cast", INPUTS[1], to=TensorProto.FLOAT)
    hidden = graph.add("Mul", graph.add("Sub", graph.constant(1), _wider(graph, mask, 1, 2)), graph.constant(HIDDEN))
    states = [_embedded(graph, weights, precision)]
    for layer in range(LAYERS):
        states.append(_layer(graph, _of(weights, layer_name(layer)), states[-1], hidden, precision))
    both = graph.add("Add", states[-1], graph.add("Mul", states[-2], graph.constant(BEFORE_LAST)))
    outputs = {OUTPUT: graph.add("LpNormalization", _total(graph, both, mask), axis=-1, p=2)}
    if tuned:
        branch = Graph("kinds.") if on_demand else graph
        state = states[SHARED]
        for layer in range(SHARED, LAYERS):
            state = _layer(branch, _of(tuned, layer_name(layer)), state, hidden, precision)
        logits = _kinds(branch, _of(tuned, f"{KINDS}."), state, mask)
        outputs[KINDS] = graph.on_demand(ASKED, branch, logits) if on_demand else logits
    return outputs


def layer_name(layer: int) -> str:
    """What the names of a layer's weights begin with."""
    return f"encoder.layer.{layer}."


def _total(graph: Graph, states: str, mask: str) -> str:
    """Of all tokens that are no padding."""
    return graph.add("ReduceSum", graph.add("Mul", states, _wider(graph, mask, -1)), graph.whole(1), keepdims=0)


def _kinds(graph: Graph, own: Weights, states: str, mask: str) -> str:
    """A linear layer over the mean of all tokens; it is small and stays exact."""
    number = graph.add("ReduceSum", mask, graph.whole(1), keepdims=1)
    mean = graph.add("Div", _total(graph, states, mask), number)
    product = graph.add("MatMul", mean, graph.constant(own["weight"].T))
    return graph.add("Add", product, graph.constant(own["bias"]))


def _embedded(graph: Graph, weights: Weights, precision: Precision) -> str:
    """Each token by itself and by its place."""
    own = _of(weights, "embeddings.")
    places = own["position_embeddings.weight"][:MOST_TOKENS] + own["token_type_embeddings.weight"][0]
    length = graph.add("Slice", graph.add("Shape", INPUTS[0]), graph.whole(1), graph.whole(2))
    some = graph.add("Slice", graph.constant(places), graph.whole(0), length, graph.whole(0))
    tokens = precision.look_up(graph, own["word_embeddings.weight"], INPUTS[0])
    return _normal(graph, graph.add("Add", tokens, some), _of(own, "LayerNorm."))


def _layer(graph: Graph, own: Weights, x: str, hidden: str, precision: Precision) -> str:
    found = _attention(graph, own, x, hidden, precision)
    weight, bias = _transposed(own, "attention.output.dense.")
    found = graph.add("Add", x, precision.product(graph, found, weight, bias))
    x = _normal(graph, found, _of(own, "attention.output.LayerNorm."))
    wide = graph.add("Gelu", precision.product(graph, x, *_transposed(own, "intermediate.dense.")))
    weight, bias = _transposed(own, "output.dense.")
    found = graph.add("Add", x, precision.product(graph, wide, weight, bias, after_gelu=True))
    return _normal(graph, found, _of(own, "output.LayerNorm."))


def _attention(graph: Graph, own: Weights, x: str, hidden: str, precision: Precision) -> str:
    pairs = [_transposed(own, f"attention.self.{name}.") for name in ("query", "key", "value")]
    shares = (WIDTH**-0.5, 1, 1)
    weight = np.hstack([share * one for share, (one, _) in zip(shares, pairs, strict=True)])
    bias = np.hstack([share * one for share, (_, one) in zip(shares, pairs, strict=True)])
    together = precision.product(graph, x, weight, bias)
    split = graph.add("Reshape", together, graph.whole(0, 0, 3, HEADS, WIDTH))
    by_head = graph.add("Transpose", split, perm=[2, 0, 3, 1, 4])
    queries, keys, values = (graph.add("Gather", by_head, graph.constant(n, np.int64), axis=0) for n in range(3))
    alike = graph.add("MatMul", queries, graph.add("Transpose", keys, perm=[0, 1, 3, 2]))
    heeded = graph.add("MatMul", graph.add("Softmax", graph.add("Add", alike, hidden), axis=-1), values)
    return graph.add("Reshape", graph.add("Transpose", heeded, perm=[0, 2, 1, 3]), graph.whole(0, 0, DIMENSIONS))


def _normal(graph: Graph, x: str, own: Weights) -> str:
    scale, bias = graph.constant(own["weight"]), graph.constant(own["bias"])
    return graph.add("LayerNormalization", x, scale, bias, axis=-1, epsilon=1e-12)


def _wider(graph: Graph, x: str, *axes: int) -> str:
    return graph.add("Unsqueeze", x, graph.whole(*axes))


def _of(weights: Weights, prefix: str) -> Weights:
    return {name.removeprefix(prefix): one for name, one in weights.items() if name.startswith(prefix)}


def _transposed(weights: Weights, name: str) -> tuple[Floats, Floats]:
    return weights[f"{name}weight"].T, weights[f"{name}bias"]
