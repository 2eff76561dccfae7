"""What somebody wrote in a message: without quoted mail, signature, notice, and what a telephone adds.

Who writes from a mail program brings these along, and a telephone number in a signature is no wish for a call.
"""

from __future__ import annotations

import re

QUOTED = re.compile(r">")
QUOTE_BEGINS = re.compile(
    r"(?:on .{6,80} wrote:|-{2,}\s*original message\s*-{2,}|_{10,}|from: .+|begin forwarded message:)$",
    re.IGNORECASE,
)
SENT_FROM = re.compile(r"(?:sent from (?:my |outlook|yahoo|gmail|proton)|get outlook for)\b.*$", re.IGNORECASE)
NOTICE = re.compile(
    r"(?:this (?:e-?mail|message)(?: and any)? .*|confidentiality notice.*"
    r"|.*\b(?:intended (?:only|solely) for|if you are not the intended)\b.*"
    r"|please consider the environment.*|disclaimer:.*)$",
    re.IGNORECASE,
)
DELIMITER = re.compile(r"--$")
CLOSING = re.compile(
    r"(?:(?:kind|best|warm|kindest|warmest|many)?\s*(?:regards|wishes)|yours (?:sincerely|faithfully|truly)"
    r"|cheers|sincerely|br|kr)[,.!]?$",
    re.IGNORECASE,
)
LONGEST = 300  # characters of a line that are looked at
MOST_SIGNED = 8  # lines after a closing that may be a signature
ASKS = re.compile(r"\?")


def body(text: str) -> str:
    """The lines that the sender wrote; the whole where nothing else would be left."""
    kept: list[str] = []
    lines = text.splitlines()
    for number, typed in enumerate(lines):
        line, rest = typed.strip()[:LONGEST], lines[number + 1 :]
        if QUOTE_BEGINS.match(line) or DELIMITER.match(line) or _signs(line, rest):
            break
        if not (QUOTED.match(line) or SENT_FROM.match(line) or NOTICE.match(line)):
            kept.append(typed)
    written = "\n".join(kept).strip()
    return written if any(map(str.isalnum, written)) else text


def _signs(line: str, rest: list[str]) -> bool:
    """Is it a closing, after which nothing is asked?"""
    after = [one for one in rest if one.strip()]
    return bool(CLOSING.match(line)) and len(after) <= MOST_SIGNED and not any(map(ASKS.search, after))
