"""A sentence transformer of a few words, written as those that an administrator exports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

VOCABULARY = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "race", "equality", "board"]
ROWS = "9,9,9,9, 0,0,0,2, 0,0,0,0, 0,0,1,0, 1,0,0,0, 0,1,0,0, 1,1,0,0"  # [PAD] would be seen in any vector
INPUTS = "int64[n,t] input_ids, int64[n,t] attention_mask"
TOKENS = "float[n,t,4] last_hidden_state"
SENTENCE = "float[n,4] sentence_embedding"
GATHER = "last_hidden_state = Gather(words, input_ids)"
POOLED = f"{GATHER} sentence_embedding = ReduceMax <axes = [1], keepdims = 0> (last_hidden_state)"


def write_model(
    folder: Path,
    *,
    inputs: str = INPUTS,
    outputs: str = TOKENS,
    graph: str = GATHER,
    words: int = len(VOCABULARY),
    files: Mapping[str, object] | None = None,
) -> Path:
    """A folder for `BOT_MODEL`; `words`: how many of the vocabulary the model knows; `files`: JSON to put beside."""
    import onnx  # noqa: PLC0415 - the extra need not be there
    from onnx import parser  # noqa: PLC0415

    rows = ",".join(ROWS.split(",")[: 4 * words])
    model = parser.parse_model(
        f'<ir_version: 8, opset_import: ["": 17]> tiny ({inputs}) => ({outputs}) '
        f"<float[{words},4] words = {{{rows}}}> {{ {graph} }}"
    )
    folder.mkdir(exist_ok=True)
    onnx.save(model, folder / "model.onnx")
    write_tokenizer(folder)
    for name, content in (files or {}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content), "utf-8")
    return folder


def write_tokenizer(folder: Path) -> None:
    """Words by spaces, framed by [CLS] and [SEP]; made for training, it would pad and cut."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors  # noqa: PLC0415 - the extra need not be there

    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(VOCABULARY)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", None, [("[CLS]", 1), ("[SEP]", 2)])
    tokenizer.enable_padding(length=16)
    tokenizer.save(str(folder / "tokenizer.json"))
