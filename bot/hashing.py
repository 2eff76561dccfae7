"""A short name for data: the same parts give the same name, whatever the process or the platform."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable


def key(parts: Iterable[str | bytes]) -> str:
    """32 hexadecimal digits of the SHA-256 over the parts, each with its length before it; text counts as UTF-8."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:32]


def sealed(secret: str, parts: Iterable[str]) -> str:
    """16 hexadecimal digits for the parts (HMAC, RFC 2104): without the secret nobody can try what they stand for."""
    return hmac.new(secret.encode(), key(parts).encode(), hashlib.sha256).hexdigest()[:16]
