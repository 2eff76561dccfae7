"""What a person must settle is found in the files, and goes away when it is settled."""

from __future__ import annotations

from bot.checking.going_live import going_live
from bot.library.folder import parse_texts
from knowledge.loading.descriptions import FIELDS
from knowledge.notice import PrivacyNotice

FILES = {
    "faq.yaml": (
        "- id: about\n  question: What is NHSP?\n  also_asked: [a, b, c]\n  answer: |  # confirm: with the team\n"
        "    NHS Providers. See [the page](https://example.org/a).\n- {id: other, question: Why?, answer: So.}\n"
    ),
    "resources.yaml": (
        "- id: report\n  title: A report  # confirm: taken from the page's address\n  format: report\n"
        "- id: blog\n  title: A blog\n  format: blog\n  url: https://example.org/blog\n"
    ),
    "support.yaml": (
        "routes:\n  - {id: police, name: Police, contact: Call 101., verified: ''}\n"
        "  - {id: acas, name: Acas}\n  - {id: done, name: Done, contact: Call 1., verified: 2026-11-23}\n"
    ),
    "contact.yaml": "organisation: NHS Providers\nemail: ''\nhours: 9 to 5\npromised_reply_days: 3  # ours\n",
    "vocabulary.yaml": "synonyms:\n  - [NHSP, NHS Providers]\n",
}  # fmt: skip


def listed(files: dict[str, str], *good: str) -> dict[str, list[str]]:
    """The points under each title."""
    knowledge = parse_texts(files).knowledge
    assert knowledge
    sections = going_live(knowledge, files, set(good)).split("\n## ")[1:]
    return {
        title: [line.removeprefix("- [ ] ") for line in rest.splitlines() if line.startswith("- [ ] ")]
        for title, _, rest in (section.partition("\n") for section in sections)
    }


def test_everything_that_is_open_is_listed() -> None:
    found = listed(FILES)
    assert found == {
        "How leaders reach the team": [
            "`contact.yaml`, `email`: no address is known. Leaders are told so.",
            "`contact.yaml`, `promised_reply_days`: confirm that the team replies within 3 working days.",
            "`contact.yaml`, `page`: the programme's page is not known.",
        ],
        "What the privacy notice must say": [
            f"`contact.yaml`, `notice`, `{name}`: {FIELDS[name]}." for name in PrivacyNotice().unset()
        ],
        "Who helps a person in distress": [
            "`police` (Police): Call 101.",
            "`acas` (Acas): by its name alone, without number or link.",
        ],
        "What stands to be confirmed": [
            "`faq.yaml`, `about`, `answer`: with the team",
            "`resources.yaml`, `report`, `title`: A report: taken from the page's address",
        ],
        "Links that nobody has opened": ["https://example.org/a", "https://example.org/blog"],
        "Resources without a link": ["`report`: A report"],
        "Every mention of the organisation's name": [
            "`contact.yaml`: `organisation`",
            "`faq.yaml`: `about`",
            "`vocabulary.yaml`: `notes`",
        ],
    }


def test_what_is_settled_goes_away() -> None:
    settled = {
        "faq.yaml": "- {id: about, question: What?, answer: It.}\n",
        "contact.yaml": "email: team@example.org\nhours: 9 to 5\npromised_reply_days: 3\npage: https://example.org\n"
        f"notice: {{{', '.join(f'{name}: Settled.' for name in PrivacyNotice().unset())}}}\n",
    }
    assert listed(settled, "https://example.org") == {
        "How leaders reach the team": [
            "`contact.yaml`, `promised_reply_days`: confirm that the team replies within 3 working days.",
            "`contact.yaml`, `page`: confirm that https://example.org is the programme's page.",
        ],
    }


def test_a_link_that_was_opened_goes_away() -> None:
    assert listed(FILES, "https://example.org/a")["Links that nobody has opened"] == ["https://example.org/blog"]
