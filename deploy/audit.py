"""Asks whether a fault is known in a part that deploy/requirements.lock installs: `make audit`.

A machine that reaches no list of faults is told so: an audit that looked at nothing must not read like a good one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

LOCK = Path(__file__).with_name("requirements.lock")
LISTS = ("pypi", "osv")  # of known faults, in the order they are asked
SECONDS = 120

Part = Mapping[str, Any]  # `name` and `version`, and `vulns`, or why it was not looked at


def asked(source: str) -> Sequence[Part]:
    """What one list says of every part; nothing where it cannot be reached."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--no-deps", "--disable-pip"]
    options = ["--format", "json", "--progress-spinner", "off", "--vulnerability-service", source]
    try:
        done = subprocess.run([*command, *options], capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603 - our own words
        parts: Sequence[Part] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return ()
    return parts


def summary(parts: Sequence[Part]) -> tuple[str, int]:
    """What is known of the parts, in words, and the exit code: 1 where there is a fault."""
    seen = [part for part in parts if "vulns" in part]
    faults = [f"{part['name']} {part['version']}: {fault['id']}" for part in seen for fault in part["vulns"]]
    skipped = [part["name"] for part in parts if "vulns" not in part]
    lines = [f"Parts with a known fault: {', '.join(faults)}" if faults else f"No fault is known in {len(seen)} parts."]
    lines += [f"Not looked at: {', '.join(skipped)}."] if skipped else []
    return "\n".join(lines), int(bool(faults))


def main() -> int:
    """Ask the first list that answers."""
    answers = (asked(source) for source in LISTS)
    parts = next((parts for parts in answers if any("vulns" in part for part in parts)), None)
    if parts is None:
        print(f"No list of known faults can be reached ({', '.join(LISTS)}); no part was audited.", file=sys.stderr)
        return 0
    words, code = summary(parts)
    print(words)
    return code


if __name__ == "__main__":
    sys.exit(main())
