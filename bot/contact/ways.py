"""How the team is reached, in words: what contact.yaml says, and an honest word for what it does not."""

from __future__ import annotations

from collections.abc import Sequence

from bot.wording import Wording
from knowledge.model import Knowledge
from knowledge.placeholders import Filling, has_placeholder


class WaysToReach:
    """Call it for all ways to a person."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._contact, self._sentences = knowledge.contact, knowledge.wording
        self._say = Wording(knowledge.wording)

    def __call__(self) -> str:
        """How a person is reached."""
        contact, ways = self._contact, []
        if contact.email:
            ways.append(self._say("contact_email", email=contact.email))
        if contact.page:
            ways.append(self._say("contact_page", page=contact.page))
        if not ways:
            return self._say("contact_unset")
        hours = [self._say("contact_hours", hours=contact.hours)] if contact.hours else []
        return " ".join([self._say("contact_opening"), *ways, *hours])

    def of(self, facts: Sequence[str]) -> str:
        """What is known of them; where one is not, the other ways to reach the team."""
        fill = Filling(self._contact, self._sentences)
        asked = [self._sentences[f"reached_{fact}"] for fact in facts]
        others = [fill.known(self._sentences[f"reached_{fact}"]) for fact in ("email", "page")]
        missing = "phone" in facts or any(has_placeholder(fill.known(text)) for text in asked)
        also = [text for text in others if missing and not has_placeholder(text)]
        return "\n\n".join(dict.fromkeys([*map(fill, asked), *also]))
