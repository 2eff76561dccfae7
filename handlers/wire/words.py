"""Words as everybody will read them: the addresses of their links, whose they are, and what they answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest
from urllib.parse import quote

from telegram import (
    Message,
    MessageEntity,
    MessageOrigin,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    User,
)

from bot.naming import shown
from bot.wording import Wording

LEADS_SOMEWHERE = re.compile(r"(?:https?://|mailto:|tel:).", re.IGNORECASE)
SCHEME = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
MOST_ADDRESSES = 4000  # characters of addresses in one message, which is as much as it holds of words


def words_of(message: Message) -> str:
    """The words of a message or under its file, with the addresses of links beside them."""
    return with_addresses(message.text or message.caption or "", message.entities or message.caption_entities)


def with_addresses(text: str, entities: Iterable[MessageEntity] | None) -> str:
    """A link behind words is followed by its address, unless the words are the address."""
    units = text.encode("utf-16-le", "surrogatepass")  # entities are counted in UTF-16 units
    links = sorted((one for one in entities or () if one.url), key=_end)
    shown, done, room = b"", 0, MOST_ADDRESSES
    for link, following in zip_longest(links, links[1:]):
        if following and _goes_on(link, following):
            continue
        label = _decoded(units[link.offset * 2 : _end(link)]).rstrip()
        beside = _beside(label, link.url or "")
        if len(beside) > room:
            beside = " (…)"
        room -= len(beside)
        end = max(done, link.offset * 2 + len(label.encode("utf-16-le", "surrogatepass")))
        shown += units[done:end] + beside.encode("utf-16-le")
        done = min(end, len(units))
    return _decoded(shown + units[done:])


def whose(message: Message, say: Wording) -> str | None:
    """From whom a message was forwarded; None where it was not, or from its sender's own words elsewhere."""
    return _name(message.forward_origin, message.from_user, say)


def answers(message: Message, say: Wording) -> str | None:
    """What a message quotes, and from whom where that stands in another chat; None where it quotes nothing."""
    elsewhere, quoted = message.external_reply, message.quote
    source = _name(elsewhere.origin, message.from_user, say) if elsewhere else None
    words = f"“{with_addresses(quoted.text, quoted.entities)}”" if quoted else None
    return ": ".join(filter(None, [source, words])) or None


def _end(entity: MessageEntity) -> int:
    """Where an entity ends, in bytes of UTF-16."""
    return (entity.offset + entity.length) * 2


def _goes_on(link: MessageEntity, other: MessageEntity) -> bool:
    """Is it one link in two pieces?"""
    return link.url == other.url and other.offset * 2 <= _end(link)


def _beside(label: str, url: str) -> str:
    """Web, mail and telephone addresses alone: others lead nowhere from plain words, or name a person by number."""
    if not LEADS_SOMEWHERE.match(url) or _bare(label) == _bare(url):
        return ""
    printable = (one if one.isprintable() and one != " " else quote(one, errors="replace") for one in url)
    return f" ({''.join(printable)})"


def _bare(address: str) -> str:
    return SCHEME.sub("", address.strip(), count=1).rstrip("/")


def _decoded(units: bytes) -> str:
    return units.decode("utf-16-le", "replace")


def _name(origin: MessageOrigin | None, writer: User | None, say: Wording) -> str | None:
    """None for the writer: who stays anonymous would be named by words that they forward from themselves."""
    if origin is None or _is_own(origin, writer):
        return None
    match origin:
        case MessageOriginUser(sender_user=person):
            key, name = "whose_person", person.full_name
        case MessageOriginHiddenUser(sender_user_name=name):
            key = "whose_hidden"
        case MessageOriginChat(sender_chat=chat):
            key, name = "whose_group", chat.effective_name or ""
        case MessageOriginChannel(chat=chat):
            key, name = "whose_channel", chat.effective_name or ""
        case _:
            key, name = "whose_unknown", ""
    line = shown(name)
    return say(key if line else "whose_unknown", name=line)


def _is_own(origin: MessageOrigin, writer: User | None) -> bool:
    """By number, or where Telegram gives none by name; a channel that is called like the writer is theirs too."""
    match origin:
        case MessageOriginUser(sender_user=person):
            return writer is not None and person.id == writer.id
        case MessageOriginHiddenUser(sender_user_name=name):
            pass
        case MessageOriginChat(sender_chat=chat) | MessageOriginChannel(chat=chat):
            name = chat.effective_name or ""
        case _:
            return False
    return writer is not None and name == writer.full_name
