"""What staff see of an enquiry, and the leader in the preview: plain text, in portions that one message takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.enquiries.attachments import shown_name
from bot.enquiries.draft import Draft, Part
from bot.naming import shown
from bot.store.records import Enquiry, Message
from bot.wording import Wording
from bot.workdays import spoken
from knowledge.conversing.understanding import Understanding
from knowledge.model import Contact

MOST_TITLE = 120  # characters of a topic's name, of the 128 that Telegram takes
MOST_READ = 500  # characters of the words in which a subject is looked for
MOST_POINTED = 100  # characters of the words that a reply points at
ROOM = 3000  # UTF-16 units of words in one message; the heading has the rest of Telegram's 4,096


def first_line(words: str, most: int = 120) -> str:
    """The first line, cut where it is long."""
    line = next((line.strip() for line in words.splitlines() if line.strip()), "")
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def portions(text: str, most: int = ROOM) -> tuple[str, ...]:
    """The text in parts of at most `most` UTF-16 units, cut at a space where there is one; at least one part."""
    parts, rest = [], text.strip()
    while len(rest.encode("utf-16-le", "surrogatepass")) // 2 > most:
        head = rest.encode("utf-16-le", "surrogatepass")[: most * 2].decode("utf-16-le", "ignore")
        at = max(head.rfind("\n"), head.rfind(" "))
        head = head[:at] if at > most // 2 else head
        parts.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    return (*parts, rest)


def heading(enquiry: Enquiry | Draft, say: Wording, contact: Contact, due: date | None) -> str:
    """Reference, reason, who it is from and when a reply is due."""
    lines = [f"#{enquiry.reference}: {reason_of(enquiry, say, contact)}", say("card_from", who=who(enquiry, say))]
    if enquiry.email:
        lines.append(say("card_email", email=enquiry.email))
    if due:
        lines.append(say("card_due", day=spoken(due)))
    return "\n".join(lines)


def opening(enquiry: Enquiry, about: str, coming: str, say: Wording) -> str:
    """What a phone shows when something of an enquiry arrives: who and what about, and none of the leader's words.

    It stands there until its place is known and the words are edited in, and nowhere twice after that.
    """
    return f"{say('card_opening', reference=enquiry.reference, who=who(enquiry, say), about=about)}\n{coming}"


def reason_of(enquiry: Enquiry | Draft, say: Wording, contact: Contact) -> str:
    """What an enquiry is for, as `contact.yaml` calls it."""
    return next((known.label for known in contact.reasons if known.id == enquiry.reason), say("enquiry"))


def topic_name(enquiry: Enquiry, subject: str | None, messages: Sequence[Message], say: Wording) -> str:
    """What a topic of a forum is called: the person, and the subject that is known or the first words."""
    words = next((one.words for one in messages if one.words), "") or say("card_files", count=len(messages))
    named = enquiry.name if enquiry.appear != "anonymous" else None
    person = shown(named or "", MOST_TITLE // 2) or say("topic_anonymous")
    return shown(say("topic_name", who=person, about=subject or first_line(words)), MOST_TITLE)


def subject_in(words: str, understanding: Understanding) -> str | None:
    """The name of the first topic of the knowledge that the words name, where they name one."""
    topics = understanding.find.facets(understanding.find.prepare(words[:MOST_READ])).topics
    return understanding.knowledge.vocabulary.topics[topics[0]].name if topics else None


def who(writer: Enquiry | Draft, say: Wording) -> str:
    """How the leader wants to appear."""
    if writer.appear == "anonymous" or not writer.name:
        return say("card_anonymous")
    return f"{writer.name}, {writer.trust}" if writer.appear == "trust" and writer.trust else writer.name


def told(words: Sequence[tuple[str | None, str]], files: Sequence[str], question: str | None, say: Wording) -> str:
    """The words under their headings, the files that follow, and the question that led there."""
    parts = [f"{say(f'case_{head}')}\n{text}" if head else text for head, text in words if text]
    if files:
        names = (f"{number}. {name}" for number, name in enumerate(files, 1))
        parts.append("\n".join([say("card_files", count=len(files)), *names]))
    if question:
        parts.append(say("card_question", question=question))
    return "\n\n".join(parts)


def card(enquiry: Enquiry, messages: Sequence[Message], say: Wording, contact: Contact) -> tuple[str, ...]:
    """The card, and the portions of long words that follow it."""
    if enquiry.state in ("withdrawn", "forgotten"):
        return (f"#{enquiry.reference}: {say(f'card_{enquiry.state}')}",)
    first = [one for one in messages if one.first]
    words = [(one.heading, whole(one, say)) for one in first]
    files = [shown_name(one.kind, one.file_name, say) for one in first if one.file]
    body = portions(told(words, files, enquiry.question, say))
    head = heading(enquiry, say, contact, enquiry.due)
    opening = f"{head}\n\n{body[0]}\n\n{status(enquiry, say)}"
    return (opening, *(f"{say('card_more', reference=enquiry.reference)}\n\n{one}" for one in body[1:]))


def preview(draft: Draft, say: Wording, contact: Contact, due: date | None) -> str:
    """The same before it is sent."""
    files = [shown_name(file.kind, file.name, say) for file in draft.files]
    question = draft.question if draft.with_question else None
    words = [(part.heading, whole(part, say)) for part in draft.parts]
    return f"{heading(draft, say, contact, due)}\n\n{told(words, files, question, say)}"


def relayed(message: Message, reference: str, say: Wording) -> tuple[str, ...]:
    """A later message of the leader's."""
    head = say("relay_heading", reference=reference)
    return tuple(f"{head}\n\n{one}" for one in portions(whole(message, say)))


def answered(message: Message, reference: str, say: Wording) -> tuple[str, ...]:
    """A reply of staff as the leader reads it."""
    head = say("reply_heading", reference=reference)
    return tuple(f"{head}\n\n{one}" for one in portions(whole(message, say)))


def status(enquiry: Enquiry, say: Wording) -> str:
    """Whether it is open, who has it, and how to answer."""
    helped = [say(f"card_helped_{enquiry.helped}")] if enquiry.helped else []
    if enquiry.state != "open":
        return " ".join([say(f"card_{enquiry.state}"), *helped])
    claimed = [say("card_claimed", name=enquiry.claimed_by)] if enquiry.claimed_by else []
    put_off = [say("card_snoozed", day=spoken(enquiry.snoozed))] if enquiry.snoozed else []
    state = say("card_open" if enquiry.awaiting else "card_answered")
    return " ".join([state, *claimed, *put_off, *helped, say("card_how")])


def whole(message: Part | Message, say: Wording) -> str:
    """What somebody wrote as the other side reads it: what it answers, whose words it forwards, whether it was edited.

    Empty where there is only a file of the sender's own.
    """
    words = f"“{message.words}”" if message.words and message.whose else message.words
    lines = [
        f"({say('answers', words=message.answers)})" if message.answers else "",
        say("forwarded" if words else "forwarded_file", whose=message.whose) if message.whose else "",
        words,
        f"({say('edited')})" if words and isinstance(message, Message) and message.edited else "",
    ]
    return "\n".join(line for line in lines if line)


def reads(message: Part | Message) -> bool:
    """Is there more to read than a file of the sender's own?"""
    return bool(message.words or message.whose or message.answers)


def pointer(message: Message, say: Wording) -> str:
    """A message that a reply points at, in its first words."""
    words = " ".join(message.words.split())
    if not words:
        return say("history_file", name=str(message.kind).replace("_", " "))
    return f"“{words if len(words) <= MOST_POINTED else words[:MOST_POINTED].rstrip() + '…'}”"
