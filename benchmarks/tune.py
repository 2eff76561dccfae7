"""Tunes the upper layers of all-MiniLM-L6-v2 to tell harm, a wish for a person, and all else apart.

`python -m benchmarks.tune model.safetensors tokenizer.json tuned.safetensors --datasets DIR`, with the extra `tune`.
The lower layers stay as they are published, so that a sentence is read once for its vector and for its kind;
benchmarks.shrink puts both into one file. CLINC150 (Larson et al. 2019, CC BY 3.0) and BANKING77 (Casanueva et al.
2020, CC BY 4.0) stand for everyday talk: their training utterances are neither harm nor a wish.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from benchmarks.datasets import banking, clinc
from benchmarks.shrink import SHARE, messages
from benchmarks.transformer import DIMENSIONS, HEADS, KINDS, LAYERS, MANY_KINDS, SHARED, WIDTH, layer_name
from bot.library.folder import language, parse_folder, shipped

PINNED = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
STEPS, BATCH = 1600, 32
RATE, HEAD_RATE = 4e-5, 8e-4  # of the layers, and of the new linear one
WARM = 50  # steps
DROPPED, DECAY, SMOOTHED, LONGEST_STEP = 0.1, 0.01, 0.04, 1.0
MOST_TOKENS = 128
EPSILON = 1e-12
DRAWN = (0.32, 0.18, 0.5)  # how often a kind is drawn
HARM, WISH, NEITHER = range(MANY_KINDS)
ANOTHER, MOST_OTHERS = 0.4, 3  # how often one more message, which is of no kind, stands before or after
MISTYPED, A_WORD, SMALL, BARE = 0.12, 0.08, 0.25, 0.12  # how often, the last two together counted once

Share = tuple[float, Sequence[str]]  # how often it is drawn from, beside the others of its kind
Tensors = dict[str, Any]


def learnt(name: str) -> list[str]:
    """The messages of a file but every fifth, which is kept to learn the decision from."""
    return [text for number, text in enumerate(messages(name)) if number % SHARE]


def texts(datasets: Path) -> Mapping[int, Sequence[Share]]:
    """What each kind learns from."""
    own = language()[0]
    knowledge = parse_folder(shipped()).knowledge
    wordings = [text for one in knowledge.answerable for text in one.phrasings] if knowledge else []
    public = [text for read in (clinc, banking) if (found := read(datasets, "test")) for text, _ in found.train]
    return {
        HARM: [(1, own.disclosures), (1, learnt("harm"))],
        WISH: [(1, own.contact), (1, learnt("wishes"))],
        NEITHER: [
            (0.16, own.lookalikes),
            (0.09, own.chatty),
            (0.1, own.near),
            (0.06, own.everyday),
            (0.03, own.abuse),
            (0.08, own.notcontact),
            (0.4, [*own.harmless, *learnt("harmless")]),
            (0.1, learnt("notwishes")),
            (0.4, wordings),
            *([(0.2, public)] if public else []),
        ],
    }


class Draw:
    """Messages drawn by `seed`, some beside others, some mistyped, some in small letters or without punctuation."""

    def __init__(self, each: Mapping[int, Sequence[Share]], seed: int) -> None:
        self._each = each
        self._chance = random.Random(seed)  # noqa: S311 - a draw that can be repeated

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """Without end."""
        while True:
            (kind,) = self._chance.choices(range(MANY_KINDS), DRAWN)
            text = self._of(kind)
            for _ in range(MOST_OTHERS):
                if self._chance.random() >= ANOTHER:
                    break
                text = self._joined(*self._chance.sample([text, self._of(NEITHER)], 2))
            yield self._as_typed(text), kind

    def _of(self, kind: int) -> str:
        shares, of_each = [share for share, _ in self._each[kind]], [written for _, written in self._each[kind]]
        return self._chance.choice(self._chance.choices(of_each, shares)[0])

    def _joined(self, first: str, second: str) -> str:
        end = "" if first.endswith((".", "!", "?")) else self._chance.choice([".", ",", ""])
        return f"{first}{end} {second}"

    def _as_typed(self, text: str) -> str:
        if self._chance.random() < MISTYPED:
            text = " ".join(self._mistyped(word) for word in text.split())
        how = self._chance.random()
        if how < SMALL:
            text = text.lower()
        if how < BARE:
            text = "".join(one for one in text if one.isalnum() or one in " '")
        return text

    def _mistyped(self, word: str) -> str:
        """Now and then a letter is left out, doubled, or changes places with the next."""
        if len(word) <= 3 or self._chance.random() >= A_WORD:
            return word
        at = self._chance.randrange(1, len(word) - 1)
        before, one, two, after = word[:at], word[at], word[at + 1], word[at + 2 :]
        return before + self._chance.choice([two, one + one + two, two + one]) + after


class Network:
    """The network of benchmarks.transformer, whose upper layers learn; the others stay as they are."""

    def __init__(self, published: Tensors, seed: int) -> None:
        self._torch = import_module("torch")
        self._functional = import_module("torch.nn.functional")
        self._torch.manual_seed(seed)
        self._published = published
        upper = tuple(map(layer_name, range(SHARED, LAYERS)))
        self.layers = {name: one.clone() for name, one in published.items() if name.startswith(upper)}
        bound = DIMENSIONS**-0.5
        self.head = {
            f"{KINDS}.weight": self._torch.empty(MANY_KINDS, DIMENSIONS).uniform_(-bound, bound),
            f"{KINDS}.bias": self._torch.zeros(MANY_KINDS),
        }
        for one in (*self.layers.values(), *self.head.values()):
            one.requires_grad_()

    def __call__(self, ids: Any, mask: Any) -> Any:  # noqa: ANN401 - torch need not be there
        """A row of logits for each sentence."""
        with self._torch.no_grad():
            state = self._embedded(ids)
            for layer in range(SHARED):
                state = self._layer(self._published, layer_name(layer), state, mask, dropped=0)
        for layer in range(SHARED, LAYERS):
            state = self._layer(self.layers, layer_name(layer), state, mask, dropped=DROPPED)
        mean = (state * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self._linear(self.head, KINDS, mean)

    def _embedded(self, ids: Any) -> Any:  # noqa: ANN401 - as above
        own = {name.removeprefix("embeddings."): one for name, one in self._published.items()}
        places = own["position_embeddings.weight"][: ids.shape[1]] + own["token_type_embeddings.weight"][0]
        return self._normal(own, "LayerNorm", own["word_embeddings.weight"][ids] + places)

    def _layer(self, own: Tensors, name: str, x: Any, mask: Any, *, dropped: float) -> Any:  # noqa: ANN401 - as above
        def by_head(part: str) -> Any:  # noqa: ANN401 - as above
            return self._linear(own, f"{name}attention.self.{part}", x).unflatten(2, (HEADS, WIDTH)).transpose(1, 2)

        heeded = self._functional.scaled_dot_product_attention(
            *map(by_head, ("query", "key", "value")), attn_mask=mask[:, None, None, :], dropout_p=dropped
        )
        heeded = self._linear(own, f"{name}attention.output.dense", heeded.transpose(1, 2).flatten(2))
        x = self._normal(own, f"{name}attention.output.LayerNorm", x + self._functional.dropout(heeded, dropped))
        wide = self._functional.gelu(self._linear(own, f"{name}intermediate.dense", x))
        narrow = self._functional.dropout(self._linear(own, f"{name}output.dense", wide), dropped)
        return self._normal(own, f"{name}output.LayerNorm", x + narrow)

    def _linear(self, own: Tensors, name: str, x: Any) -> Any:  # noqa: ANN401 - as above
        return self._functional.linear(x, own[f"{name}.weight"], own[f"{name}.bias"])

    def _normal(self, own: Tensors, name: str, x: Any) -> Any:  # noqa: ANN401 - as above
        return self._functional.layer_norm(x, (DIMENSIONS,), own[f"{name}.weight"], own[f"{name}.bias"], EPSILON)


def learn(network: Network, tokenizer: Tokenizer, drawn: Iterator[tuple[str, int]], steps: int) -> Iterator[float]:
    """The loss after each step."""
    torch, functional = import_module("torch"), import_module("torch.nn.functional")
    parts = ((network.layers, RATE), (network.head, HEAD_RATE))
    groups = [{"params": [*tensors.values()], "lr": rate} for tensors, rate in parts]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY)
    every = [one for tensors, _ in parts for one in tensors.values()]
    for step in range(steps):
        for group, (_, rate) in zip(optimiser.param_groups, parts, strict=True):
            group["lr"] = rate * min(1, (step + 1) / WARM) * (1 - step / steps)
        batch, kinds = zip(*islice(drawn, BATCH), strict=True)
        ids, mask = (torch.tensor(part) for part in padded([tokenizer.encode(text).ids for text in batch]))
        loss = functional.cross_entropy(network(ids, mask), torch.tensor(kinds), label_smoothing=SMOOTHED)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(every, LONGEST_STEP)
        optimiser.step()
        yield loss.item()


def padded(tokens: Sequence[Sequence[int]]) -> tuple[list[list[int]], list[list[bool]]]:
    """Equally long, and which of them are tokens."""
    longest = max(map(len, tokens))
    ids = [[*one, *[0] * (longest - len(one))] for one in tokens]
    return ids, [[place < len(one) for place in range(longest)] for one in tokens]


def main(arguments: Sequence[str] | None = None) -> int:
    """Tune and write; exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tune", description=__doc__)
    for name in ("weights", "tokenizer", "output"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--datasets", type=Path, default=Path("datasets"), help="a folder with CLINC150 and BANKING77")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    if hashlib.sha256(given.weights.read_bytes()).hexdigest() != PINNED:
        print(f"{given.weights} is not what was published: its SHA-256 should be {PINNED}.")
        return 1
    files = import_module("safetensors.torch")
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    tokenizer.enable_truncation(MOST_TOKENS)
    tokenizer.no_padding()
    network = Network(files.load_file(given.weights), given.seed)
    drawn = iter(Draw(texts(given.datasets), given.seed))
    for step, loss in enumerate(learn(network, tokenizer, drawn, given.steps), 1):
        print(f"step {step} of {given.steps}: loss {loss:.3f}", flush=True)
    learnt = {**network.layers, **network.head}
    files.save_file({name: one.detach().contiguous() for name, one in learnt.items()}, given.output)
    print(f"SHA-256 {hashlib.sha256(given.output.read_bytes()).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
