"""A conversation in a terminal, line by line: the same replies as anywhere, and numbers and commands to type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from bot.calendar.lists import Now
from bot.conversation.catalogue import SHELVES, examples, listed, shelf_names
from bot.conversation.memory import Answer, Conversations, Ids
from bot.conversation.reply import Replies
from bot.conversation.saved import SavedWords, known, saving
from bot.conversation.saved_wish import SavedWish, at, saved_wish
from bot.library.folder import Snapshot
from knowledge.deciding.outcome import Unknown, Welcomed
from knowledge.model import SupportCase
from knowledge.text.normalise import sentences

PERSON = (0, 0)  # there is only one here
NUMBER = re.compile(r"(\d{1,4})[.)]?")
QUIT = frozenset({"/quit", "/exit", "quit", "exit"})
MENU = ("start", "help", "pillars", "resources", "saved", "contact", "privacy", "quit")  # what /help lists

Show = Callable[[], str]


class Terminal:
    """Call it with a line that was typed."""

    def __init__(self, snapshot: Snapshot, clock: Callable[[], float], now: Now = lambda: None) -> None:
        """`snapshot` is the knowledge to ask; `clock` counts seconds, and `now` is the time."""
        self._knowledge = snapshot.knowledge
        self._conversation = Conversations(lambda: snapshot, clock, now)
        self._replies = Replies(snapshot.knowledge)
        self._say = self._replies.say
        self._choices: dict[int, Show] = {}
        self._own_list: str | None = None  # the list shown last, where it is for who is here
        self._saved: Ids = ()
        self._reading = SavedWords(snapshot.knowledge)
        self.commands: Mapping[str, Callable[[str], str]] = {
            "start": self._start,
            "help": self._help,
            "pillars": self._pillars,
            "resources": self._resources,
            "saved": lambda _: self._listed_saved(),
            "contact": self._contact,
            "status": self._status,
            "privacy": self._told("privacy_terminal"),
            "mydata": self._told("mydata_terminal"),
            "whoami": self._told("whoami_terminal"),
            "forget": self._forget,
            "cancel": self._cancel,
        }

    def __call__(self, line: str) -> str | None:
        """The reply in the light markup of `bot.markup`, or None where the person leaves."""
        text = line.strip()
        if text.lower() in QUIT:
            return None
        if self._choices and (number := NUMBER.fullmatch(text)):
            chosen = self._choices.get(int(number[1]))
            return chosen() if chosen else self._say("no_such_number")
        if text.startswith("/"):
            name, _, words = text[1:].partition(" ")
            command = self.commands.get(name.lower())
            return command(words.strip()) if command else self._say("unknown_command")
        if wish := saved_wish(text):
            return self._obeyed(wish)
        if self._own_list and text.casefold() == self._say("change_reader"):
            return self._roles(self._own_list)
        return self._shown(self._conversation.ask(PERSON, text))

    def greeting(self) -> str:
        """What to type first: example questions with their numbers."""
        ids = examples(self._knowledge)
        first = [self._say("first_examples", examples=self._offered(self._questions(ids)))] if ids else []
        return "\n\n".join([*first, self._say("welcome_terminal")])

    # Replies with their numbers.

    def _shown(self, answer: Answer) -> str:
        reply = answer.reply
        self._own_list = answer.list_name if "reader" in answer.ways else None
        if isinstance(answer.outcome, Welcomed) or (reply.suggestions and isinstance(answer.outcome, Unknown)):
            self._choices = dict(enumerate((self._showing(one.entry) for one in reply.suggestions), 1))
            return reply.text
        if reply.suggestions:
            number = len(reply.suggestions) + 1
            self._choices = dict(enumerate((self._showing(one.entry) for one in reply.suggestions), 1))
            self._choices[number] = lambda: self._say("none_reply")
            return f"{reply.text}\n{number}. {self._say('none_of_these')}"
        if answer.list_name:
            before = self._choices if answer.first else {}
            places = enumerate((self._showing(one.id) for one in reply.resources), answer.first + 1)
            self._choices = {**before, **dict(places)}
        elif reply.follow_ups:
            return f"{reply.text}\n\n{self._say('you_could_ask')}{self._offered(self._questions(reply.follow_ups))}"
        elif reply.further:
            more = partial(self._more_help, reply.further)
            return f"{reply.text}\n{self._offered([(self._say('more_help_button'), more)])}"
        elif reply.text == self._say("unknown_again"):  # elsewhere a button stands under it
            return f"{reply.text}\n\n{self._replies.contact()}"
        return reply.text

    def _roles(self, list_name: str) -> str:
        """The roles that the list may be for instead, and nobody's."""
        names = {**shelf_names(self._knowledge, "audiences"), "": self._say("any_role")}
        choices = [(name, partial(self._for_role, list_name, id_)) for id_, name in names.items()]
        return f"{self._say('which_role')}\n{self._offered(choices)}"

    def _for_role(self, list_name: str, role: str) -> str:
        narrowed = self._conversation.narrow(PERSON, list_name, "reader", None, role)
        return self._shown(narrowed) if narrowed else self._say("changed")

    def _more_help(self, case: SupportCase) -> str:
        return self._shown(self._conversation.more_help(case))

    def _showing(self, id_: str) -> Show:
        return partial(self._choose, id_)

    def _choose(self, id_: str) -> str:
        told = self._conversation.choose(PERSON, id_)
        return self._shown(told) if told else self._say("changed")

    def _questions(self, ids: Iterable[str]) -> list[tuple[str, Show]]:
        return [(self._knowledge.by_id[id_].label, self._showing(id_)) for id_ in ids]

    def _offered(self, choices: Iterable[tuple[str, Show]]) -> str:
        """A numbered line each; from now on the numbers choose these."""
        places = list(enumerate(choices, 1))
        self._choices = {place: show for place, (_, show) in places}
        return "".join(f"\n{place}. {label}" for place, (label, _) in places)

    # The reading list, which is kept until the person leaves.

    def _obeyed(self, wish: SavedWish) -> str:
        view = self._conversation.in_view(PERSON)
        if wish.do == "show":
            return self._listed_saved()
        if wish.do == "remove":
            return self._taken_off(at(wish.numbers, self._saved) if wish.numbers else view.shown)
        ids = at(wish.numbers, view.numbered) if wish.numbers else view.shown
        if not ids:
            return self._say("no_such_number" if ids is None else "reading_nothing")
        if len(ids) > 1 and not wish.numbers and not wish.every:
            return f"{self._say('reading_which')}\n{self._offered(self._to_save(ids))}"
        return self._save(ids)

    def _to_save(self, ids: Ids) -> list[tuple[str, Show]]:
        return [(self._knowledge.by_id[id_].label, partial(self._save, (id_,))) for id_ in ids]

    def _save(self, ids: Ids) -> str:
        wanted = [id_ for id_ in ids if self._knowledge.resource(id_)]
        done = saving(self._saved, wanted)
        self._saved = done.held
        only = self._say("reading_only") if len(wanted) < len(ids) else ""
        return "\n\n".join(filter(None, [self._reading.of_saving(done, self._say("reading_terminal")), only]))

    def _taken_off(self, ids: Ids | None) -> str:
        chosen = tuple(id_ for id_ in self._saved if id_ in (ids or ()))
        self._saved = tuple(id_ for id_ in self._saved if id_ not in chosen)
        return self._listed_saved(self._reading.of_taking_off(chosen))

    def _listed_saved(self, heading: str = "") -> str:
        resources = known(self._saved, self._knowledge)
        self._choices = dict(enumerate((self._showing(one.id) for one in resources), 1))
        self._conversation.show_again(PERSON, self._saved)
        return self._reading.listed(resources, 0, heading)

    # Commands.

    def _told(self, key: str) -> Callable[[str], str]:
        return lambda _: self._say(key)

    def _start(self, _: str) -> str:
        self._begin_anew()
        return f"{self._say('welcome')}\n\n{self.greeting()}"

    def _help(self, _: str) -> str:
        return "\n".join([self._say("help_opening"), "", *(f"/{name}: {self._say(f'menu_{name}')}" for name in MENU)])

    def _pillars(self, _: str) -> str:
        choices = [
            ("\n".join([pillar.name, *sentences(pillar.summary)[:1], ""]), self._showing(pillar.id))
            for pillar in self._knowledge.pillars
        ]
        return f"{self._say('pillars_opening')}\n{self._offered(choices)}".rstrip()

    def _resources(self, words: str) -> str:
        if words:
            return self._shown(self._conversation.ask(PERSON, f"resources: {words}"))
        shelves = [(self._say(one.menu), partial(self._shelf, name)) for name, one in SHELVES.items()]
        return f"{self._say('resources_opening')}\n{self._offered(shelves)}\n\n{self._say('resources_words')}"

    def _shelf(self, shelf: str) -> str:
        names = shelf_names(self._knowledge, shelf)
        choices = [(name, partial(self._listed, shelf, id_, name)) for id_, name in names.items()]
        return f"{self._say('choose_one')}\n{self._offered(choices)}" if choices else self._say("nothing_there")

    def _listed(self, shelf: str, id_: str, name: str) -> str:
        found = listed(self._knowledge, shelf, id_, 0)
        return self._shown(self._conversation.show(PERSON, found, name)) if found else self._say("nothing_there")

    def _contact(self, _: str) -> str:
        return f"{self._replies.contact()} {self._say('contact_terminal')}"

    def _status(self, _: str) -> str:
        return f"{self._say('status_terminal')} {self._replies.contact()}"

    def _forget(self, _: str) -> str:
        self._begin_anew()
        self._saved = ()
        return self._say("forget_terminal")

    def _cancel(self, _: str) -> str:
        self._begin_anew()
        return self._say("cancelled")

    def _begin_anew(self) -> None:
        self._conversation.forget(PERSON)
        self._choices = {}


def converse(terminal: Terminal, lines: Iterable[str], show: Callable[[str], None]) -> None:
    """Answer line after line until there are no more, or the person leaves."""
    for line in lines:
        if not line.strip():
            continue
        reply = terminal(line)
        if reply is None:
            return
        show(reply)
