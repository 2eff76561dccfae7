"""What Telegram's side of the wire does, by its public rules: chats, messages, refusals. No network in here."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_html import Answer, Json, Refusal, read_html

os.environ.setdefault("PTB_TIMEDELTA", "true")  # as `serve` does; without it every 429 is a warning

BOT = {
    "id": 5_000_000_042,
    "is_bot": True,
    "first_name": "Race Equality Assistant",
    "username": "race_equality_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}


@dataclass
class TelegramServer:
    """`calls` are all that were carried out or refused; `refuse(method, params)` may raise a `Refusal` first."""

    calls: list[tuple[str, Json]] = field(default_factory=list)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    chats: dict[int, Json] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    strangers: set[int] = field(default_factory=set)  # who never started the bot
    refuse: Callable[[str, Json], None] = lambda _method, _params: None
    kept: Json = field(default_factory=dict)
    bot_status: str = "administrator"
    topics: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)  # topics
    moved: dict[int, int] = field(default_factory=dict)
    away: set[tuple[int, int]] = field(default_factory=set)  # (chat, person)
    files: dict[str, bytes] = field(default_factory=dict)
    _last_id: dict[int, int] = field(default_factory=dict)

    def called(self, method: str) -> list[Json]:
        """The parameters of every call of a method."""
        return [params for name, params in self.calls if name == method]

    def call(self, method: str, params: Mapping[str, Any]) -> Answer:
        """Carry out a method of the Bot API."""
        given = dict(params)
        self.calls.append((method, given))
        try:
            self.refuse(method, given)
            result = getattr(self, f"_{method}")(given)
        except Refusal as refusal:
            return refusal.answer
        except AttributeError:
            return Refusal(404, f"Not Found: method {method}").answer
        return 200, {"ok": True, "result": result}

    def add(self, message: Json) -> Json:
        """Put a message into its chat, with the next id there."""
        chat = message["chat"]["id"]
        self._last_id[chat] = self._last_id.get(chat, 0) + 1
        message = {"message_id": self._last_id[chat], "date": 1_795_000_000, **message}
        self.messages[chat, message["message_id"]] = message
        return message

    def _getMe(self, _: Json) -> Json:  # noqa: N802 - Telegram's names
        return BOT

    def _sendMessage(self, params: Json) -> Json:  # noqa: N802
        chat = int(params["chat_id"])
        return self._post(chat, params, _content(params))

    def _reached(self, chat: int) -> None:
        if chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if chat in self.strangers:
            raise Refusal(400, "Bad Request: chat not found")
        if chat in self.moved:
            description = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, description, migrate_to_chat_id=self.moved[chat])

    def _post(self, chat: int, params: Json, content: Json) -> Json:
        self._reached(chat)
        message: Json = {"chat": self.chats.get(chat, {"id": chat, "type": "private"}), "from": BOT, **content}
        if topic := int(params.get("message_thread_id", 0)):
            if topic not in self.topics:
                raise Refusal(400, "Bad Request: message thread not found")
            message |= {"message_thread_id": topic, "is_topic_message": True}
        if reply := _decoded(params.get("reply_parameters")):
            earlier = self.messages.get((chat, reply["message_id"]))
            if earlier:
                message["reply_to_message"] = {k: v for k, v in earlier.items() if k != "reply_to_message"}
        return self.add(message)

    def _file(self, kind: str, params: Json) -> Json:
        found: Json = {"file_id": params[kind], "file_unique_id": params[kind], "file_size": 10}
        round_ = {"length": 1, "duration": 1}
        extra = {"photo": {"width": 1, "height": 1}, "voice": {"duration": 1}, "video_note": round_}.get(kind, {})
        content = {kind: [found | extra] if kind == "photo" else found | extra, "caption": params.get("caption", "")}
        if markup := _decoded(params.get("reply_markup")):
            content["reply_markup"] = markup
        return self._post(int(params["chat_id"]), params, content)

    def _sendDocument(self, params: Json) -> Json:  # noqa: N802
        given = params["document"]
        if isinstance(given, str):
            return self._file("document", params)
        content = {"document": self.keep_file(*given), "caption": params.get("caption", "")}
        return self._post(int(params["chat_id"]), params, content)

    def keep_file(self, name: str, content: bytes) -> Json:
        """A document that was uploaded."""
        id_ = f"file-{len(self.files)}"
        self.files[id_] = content
        return {"file_id": id_, "file_unique_id": id_, "file_name": name, "file_size": len(content)}

    def _getFile(self, params: Json) -> Json:  # noqa: N802
        id_ = params["file_id"]
        return {"file_id": id_, "file_unique_id": id_, "file_size": len(self.files[id_]), "file_path": id_}

    def _sendPhoto(self, params: Json) -> Json:  # noqa: N802
        return self._file("photo", params)

    def _sendVoice(self, params: Json) -> Json:  # noqa: N802
        return self._file("voice", params)

    def _sendVideoNote(self, params: Json) -> Json:  # noqa: N802
        return self._file("video_note", params)

    def _sendAudio(self, params: Json) -> Json:  # noqa: N802
        return self._file("audio", params)

    def _createForumTopic(self, params: Json) -> Json:  # noqa: N802
        chat = int(params["chat_id"])
        if not self.chats.get(chat, {}).get("is_forum"):
            raise Refusal(400, "Bad Request: the chat is not a forum")
        created = {"name": params["name"], "icon_color": 7322096}
        made = self.add(
            {"chat": self.chats[chat], "from": BOT, "forum_topic_created": created, "is_topic_message": True}
        )
        self.topics[made["message_id"]] = params["name"]
        return {"message_thread_id": made["message_id"], **created}

    def _setMessageReaction(self, params: Json) -> bool:  # noqa: N802
        key = (int(params["chat_id"]), int(params["message_id"]))
        if key not in self.messages:
            raise Refusal(400, "Bad Request: message to react not found")
        self.messages[key]["reactions"] = [one["emoji"] for one in _decoded(params["reaction"])]
        return True

    def _pinChatMessage(self, params: Json) -> bool:  # noqa: N802
        chat, id_ = int(params["chat_id"]), int(params["message_id"])
        if (chat, id_) not in self.messages:
            raise Refusal(400, "Bad Request: message to pin not found")
        self.kept.setdefault("pinned", []).append(id_)
        return True

    def _topic(self, params: Json) -> int:
        topic = int(params["message_thread_id"])
        if topic not in self.topics:
            raise Refusal(400, "Bad Request: TOPIC_ID_INVALID")
        return topic

    def _closeForumTopic(self, params: Json) -> bool:  # noqa: N802
        return self._set_closed(self._topic(params), closed=True)

    def _reopenForumTopic(self, params: Json) -> bool:  # noqa: N802
        return self._set_closed(self._topic(params), closed=False)

    def _set_closed(self, topic: int, *, closed: bool) -> bool:
        if (topic in self.closed) is closed:
            raise Refusal(400, "Bad Request: TOPIC_NOT_MODIFIED")
        self.closed ^= {topic}
        return True

    def _editForumTopic(self, params: Json) -> bool:  # noqa: N802
        self.topics[self._topic(params)] = params["name"]
        return True

    def _deleteForumTopic(self, params: Json) -> bool:  # noqa: N802
        topic = self._topic(params)
        del self.topics[topic]
        for key, message in list(self.messages.items()):
            if key == (int(params["chat_id"]), topic) or message.get("message_thread_id") == topic:
                del self.messages[key]
        return True

    def _deleteMessage(self, params: Json) -> bool:  # noqa: N802
        self._reached(int(params["chat_id"]))
        if self.messages.pop((int(params["chat_id"]), int(params["message_id"])), None) is None:
            raise Refusal(400, "Bad Request: message to delete not found")
        return True

    def _editMessageText(self, params: Json) -> Json:  # noqa: N802
        return self._edit(params, _content(params))

    def _editMessageReplyMarkup(self, params: Json) -> Json:  # noqa: N802
        return self._edit(params, {"reply_markup": _decoded(params.get("reply_markup"))})

    def _edit(self, params: Json, changed: Json) -> Json:
        key = (int(params["chat_id"]), int(params["message_id"]))
        self._reached(key[0])
        message = self.messages.get(key)
        if message is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        if all(message.get(name) == value for name, value in changed.items()):
            raise Refusal(400, "Bad Request: message is not modified")
        self.messages[key] = {**message, **changed}
        return self.messages[key]

    def _deleteMessages(self, params: Json) -> bool:  # noqa: N802
        for id_ in _decoded(params["message_ids"]):
            self.messages.pop((int(params["chat_id"]), id_), None)
        return True

    def _answerCallbackQuery(self, _: Json) -> bool:  # noqa: N802
        return True

    _answerInlineQuery = _answerCallbackQuery  # noqa: N815

    def _sendChatAction(self, params: Json) -> bool:  # noqa: N802
        self._reached(int(params["chat_id"]))
        return True

    def _setMyCommands(self, params: Json) -> bool:  # noqa: N802
        scope = _decoded(params.get("scope")) or {"type": "default"}
        if scope["type"] == "chat" and scope["chat_id"] not in self.chats:
            raise Refusal(400, "Bad Request: chat not found")
        self.kept.setdefault("commands", {})[scope.get("chat_id", scope["type"])] = _decoded(params["commands"])
        return True

    def _deleteMyCommands(self, params: Json) -> bool:  # noqa: N802
        self.kept["commands"].pop(_decoded(params["scope"])["chat_id"], None)
        return True

    def _getMyCommands(self, params: Json) -> list[Json]:  # noqa: N802
        scope = (_decoded(params.get("scope")) or {"type": "default"})["type"]
        found: list[Json] = self.kept.get("commands", {}).get(scope, [])
        return found

    def _setMyDescription(self, params: Json) -> bool:  # noqa: N802
        self.kept["description"] = params["description"]
        return True

    def _getMyDescription(self, _: Json) -> Json:  # noqa: N802
        return {"description": self.kept.get("description", "")}

    def _setMyShortDescription(self, params: Json) -> bool:  # noqa: N802
        self.kept["short_description"] = params["short_description"]
        return True

    def _getMyShortDescription(self, _: Json) -> Json:  # noqa: N802
        return {"short_description": self.kept.get("short_description", "")}

    def _setWebhook(self, params: Json) -> bool:  # noqa: N802
        self.kept["webhook"] = {"url": params["url"], "secret": params.get("secret_token", "")}
        return True

    def _deleteWebhook(self, _: Json) -> bool:  # noqa: N802
        self.kept.pop("webhook", None)
        return True

    def _getWebhookInfo(self, _: Json) -> Json:  # noqa: N802
        url = self.kept.get("webhook", {}).get("url", "")
        return {"url": url, "has_custom_certificate": False, "pending_update_count": 0}

    def _getChat(self, params: Json) -> Json:  # noqa: N802
        chat = self.chats.get(int(params["chat_id"]))
        if chat is None:
            raise Refusal(400, "Bad Request: chat not found")
        return {**chat, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": GIFTS}

    def _getChatMember(self, params: Json) -> Json:  # noqa: N802
        person = int(params["user_id"])
        if person != BOT["id"]:
            status = "left" if (int(params["chat_id"]), person) in self.away else "member"
            return {"status": status, "user": {"id": person, "is_bot": False, "first_name": "Bo"}}
        return {"status": self.bot_status, "user": BOT, **(RIGHTS if self.bot_status == "administrator" else {})}


GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}
RIGHTS = dict.fromkeys(
    (
        "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
        "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
        "can_edit_stories", "can_delete_stories", "can_manage_topics", "can_pin_messages",
    ),
    True,
)  # fmt: skip


def _content(params: Json) -> Json:
    text = str(params["text"])
    links: list[str] = []
    if params.get("parse_mode") == "HTML":
        text, links = read_html(text)
    if not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > 4096:
        raise Refusal(400, "Bad Request: message is too long")
    markup = _decoded(params.get("reply_markup"))
    if markup and "inline_keyboard" not in markup:  # a field for a reply, which no message shows
        markup = None
    for row in markup["inline_keyboard"] if markup else []:
        for button in row:
            if len(button.get("callback_data", "").encode()) > 64:
                raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return {"text": text, "links": links, "reply_markup": markup}


def _decoded(value: object) -> Any:  # noqa: ANN401 - JSON
    return json.loads(value) if isinstance(value, str) else value


__all__ = ["BOT", "Answer", "Json", "Refusal", "TelegramServer", "read_html"]
