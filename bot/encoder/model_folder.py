"""The folder of a sentence model, such as `BOT_MODEL` names: its files, what they say of it, and what may be wrong.

`model.onnx` and `tokenizer.json` must be there. What sentence-transformers writes beside them counts where it is there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.settings import SettingsError

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
POOLING, LAYERS = "1_Pooling/config.json", "modules.json"
LENGTHS = {"sentence_bert_config.json": "max_seq_length", "tokenizer_config.json": "model_max_length"}
MODE = "pooling_mode_"
IN_THE_MODEL = frozenset({"Transformer", "Pooling", "Normalize"})  # layers that need no file of their own here
MOST_TOKENS = 256  # of a sentence; a question has at most 120 words


class ModelError(SettingsError):
    """Why the model cannot be used, as a clause in `reason`."""

    def __init__(self, reason: str) -> None:
        super().__init__([f"BOT_MODEL cannot be used: {reason}."])
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """Raises `ModelError` where a file is missing or cannot be read."""

    path: Path

    def __post_init__(self) -> None:
        for name in (MODEL, TOKENIZER):
            if not (self.path / name).is_file():
                raise ModelError(f"there is no file {self.path / name}")

    @property
    def pooling(self) -> str:
        """How tokens become a sentence: `mean`, `cls`, `max` or what else sentence-transformers calls it."""
        settings = self._object(POOLING)
        chosen = [key.removeprefix(MODE) for key, on in settings.items() if key.startswith(MODE) and on]
        named = " and ".join(chosen) or str(settings.get("pooling_mode", "mean"))
        return named.removesuffix("_tokens").removesuffix("_token")

    @property
    def further_layers(self) -> list[str]:
        """Layers after pooling, whose numbers stand in files of their own."""
        listed = self._json(LAYERS)
        layers = listed if isinstance(listed, list) else []
        kinds = [str(layer.get("type")).rpartition(".")[2] for layer in layers if isinstance(layer, dict)]
        return [kind for kind in kinds if kind not in IN_THE_MODEL]

    @property
    def most_tokens(self) -> int:
        """How many tokens of a sentence the model reads."""
        said = [self._object(name).get(key) for name, key in LENGTHS.items()]
        return int(min([MOST_TOKENS, *(number for number in said if isinstance(number, int | float) and number >= 1)]))

    @property
    def fingerprint(self) -> str:
        """A hash of every file that has a part in the vectors."""
        digest = hashlib.sha256()
        for file in self._files():
            digest.update(str(file.relative_to(self.path).as_posix()).encode())
            with file.open("rb") as opened:
                digest.update(hashlib.file_digest(opened, "sha256").digest())
        return digest.hexdigest()[:16]

    def _files(self) -> Iterator[Path]:
        yield from sorted(self.path.glob(f"{MODEL}*"))  # a large model keeps its numbers in files beside it
        yield from (file for name in (TOKENIZER, POOLING, LAYERS, *LENGTHS) if (file := self.path / name).is_file())

    def _object(self, name: str) -> dict[str, Any]:
        found = self._json(name)
        return found if isinstance(found, dict) else {}

    def _json(self, name: str) -> object:
        try:
            return json.loads((self.path / name).read_text("utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise ModelError(f"{self.path / name} cannot be read") from None
