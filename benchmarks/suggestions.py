"""How often staff would be shown an answer to send, and how often it is the right one, by how sure it must be.

`python -m benchmarks.suggestions` asks the checks of the shipped knowledge as if they were enquiries.
"""

from __future__ import annotations

from bot import app
from bot.library.folder import shipped
from bot.teamwork.suggestions import suggested

FLOORS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def main() -> None:
    """Print a line for each floor."""
    snapshot = app.library().open(shipped())
    checks = snapshot.knowledge.checks
    for floor in FLOORS:
        shown = [(check, suggested(snapshot.understanding, check.ask, floor)) for check in checks]
        right = sum(entry == check.expect for check, entry in shown if entry)
        count = sum(entry is not None for _, entry in shown)
        print(f"{floor:.2f}  shown for {count} of {len(checks)}, right {right} ({right / max(count, 1):.3f})")


if __name__ == "__main__":
    main()
