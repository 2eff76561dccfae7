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


def body(text: str) -> str:
    """The lines that the sender wrote; the whole where nothing else would be left."""
    kept: list[str] = []
    lines = text.splitlines()
    end = _near_the_end(lines)
    for number, typed in enumerate(lines):
        line = typed.strip()[:LONGEST]
        if QUOTE_BEGINS.match(line) or DELIMITER.match(line) or (number >= end and CLOSING.match(line)):
            break
        if not (QUOTED.match(line) or SENT_FROM.match(line) or NOTICE.match(line)):
            kept.append(typed)
    written = "\n".join(kept).strip()
    return written if any(map(str.isalnum, written)) else text


def _near_the_end(lines: list[str]) -> int:
    """The number of the line from which on a closing signs: few lines stand after it, and nothing is asked there."""
    written = [number for number, line in enumerate(lines) if line.strip()]
    asking = [number for number in written if "?" in lines[number]]
    return max([written[-MOST_SIGNED - 1] if len(written) > MOST_SIGNED else 0, *asking])
