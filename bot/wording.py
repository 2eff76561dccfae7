"""The assistant's own sentences, from wording.yaml; only the names in braces are filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping

PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Wording:
    """Call it with a key and the values of its placeholders."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self._sentences = sentences

    def __call__(self, key: str, **values: object) -> str:
        """The sentence. Values are put in as they are: nothing in them is read as a placeholder."""
        return PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), self._sentences[key]).strip()
