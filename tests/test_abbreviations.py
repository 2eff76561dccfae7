"""An abbreviation is spelled out where a leader first meets it in a reply, as the glossary has it, and nowhere else."""

from __future__ import annotations

import re
from html import unescape

import pytest

from bot.conversation.packs import handout
from bot.conversation.reply import Replies
from bot.library.folder import Snapshot, parse_folder, shipped
from bot.markup import LINK, plain
from handlers.wire.html import html
from knowledge.loading.parse import parse
from knowledge.model import Knowledge
from knowledge.quality.abbreviations import ABBREVIATION, AS_THEY_ARE, EVERYDAY, IN_BRACKETS, long_form, spelled_out

WORDS_IN_CAPITALS = {"SHOUT", "PLUS"}  # a text to send, and a part of Core20PLUS5
WRES = "WRES (Workforce Race Equality Standard)"
GLOSSARY = """
- id: wres
  term: WRES
  definition: The Workforce Race Equality Standard. It has nine measures.
- id: edi
  term: EDI plan
  definition: NHS England's plan for equality, diversity and inclusion (EDI).
"""
VOCABULARY = """
synonyms:
  - [PCREF, patient and carer race equality framework]
  - [ICB, ICBs, integrated care board]
  - [CQC, Care Quality Commission, care regulator]
  - [BME, BAME, black and minority ethnic]
  - [NED, non-exec]
"""
RESOURCES = """
- {id: report, title: WRES in numbers, format: report, publisher: CQC Press}
"""


@pytest.fixture(scope="module", name="content")
def _content() -> Knowledge:
    known = parse_folder(shipped()).knowledge
    assert known
    return known


@pytest.fixture(scope="module", name="own")
def _own() -> Knowledge:
    files = {"glossary.yaml": GLOSSARY, "vocabulary.yaml": VOCABULARY, "resources.yaml": RESOURCES}
    known = parse(files, {}).knowledge
    assert known
    return known


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Ask for the WRES. The WRES is yearly.", f"Ask for the {WRES}. The WRES is yearly."),
        ("WRES indicators 5 to 8", f"{WRES} indicators 5 to 8"),
        ("the EDI plan", "the EDI (equality, diversity and inclusion) plan"),
        ("PCREF is for all", "PCREF (patient and carer race equality framework) is for all"),
        ("the CQC's guide", "the CQC's (Care Quality Commission's) guide"),
        ("many ICBs do", "many ICBs (integrated care boards) do"),
        ("BME staff", "BME (black and minority ethnic) staff"),
        ("BAME is an older word", "BAME is an older word"),  # the small word is no letter of it
        ("the Workforce Race Equality Standard, or WRES", "the Workforce Race Equality Standard, or WRES"),
        ("the race standard (WRES), and the WRES", "the race standard (WRES), and the WRES"),
        ("a regulator (the CQC). Tell the CQC.", "a regulator (the CQC). Tell the CQC (Care Quality Commission)."),
        ("the NHS, in the UK, and a NED", "the NHS, in the UK, and a NED"),
        ("“Read the WRES” and the WRES", f"“Read the WRES” and the {WRES}"),
        ("[the WRES](https://example.org/WRES)", "[the WRES](https://example.org/WRES)"),
        ("- WRES in numbers\n- the WRES", f"- WRES in numbers\n- the {WRES}"),
        ("By CQC Press. The CQC, too.", "By CQC Press. The CQC (Care Quality Commission), too."),
        ("WRES\n\nIt is the WRES.", f"WRES\n\nIt is the {WRES}."),
    ],
)
def test_it_is_spelled_out_once_and_names_stay_as_they_are(own: Knowledge, text: str, read: str) -> None:
    assert spelled_out(text, own) == read
    assert spelled_out(read, own) == read


def test_a_glossary_of_ones_own_decides() -> None:
    answer = "- {id: who, question: Who?, answer: Ask for the WRES.}"
    sheet = "- {id: w, term: WRES, definition: A Weekly Record of Equal Starts.}"
    for files, read in (({}, "WRES."), ({"glossary.yaml": sheet}, "WRES (Weekly Record of Equal Starts).")):
        known = parse({"faq.yaml": answer, **files}, {"ask_at_board": "", "read_more": ""}).knowledge
        assert known
        assert Replies(known).about(known.by_id["who"])[0].endswith(read)


def test_nothing_in_any_answer_is_left_unexplained(content: Knowledge) -> None:
    replies, left = Replies(content), []
    for answerable in content.answerable:
        text, _ = replies.about(answerable)
        body = own_words(text, content)
        for abbreviation in set(ABBREVIATION.findall(body)) - EVERYDAY - WORDS_IN_CAPITALS:
            words = long_form(abbreviation, content)
            stands = f"({abbreviation})" in text or f"{abbreviation} (" in text
            left += [] if stands or (words and words.lower() in text.lower()) else [(answerable.id, abbreviation)]
    assert left == []


def own_words(text: str, knowledge: Knowledge) -> str:
    """A reply without its first line, links, quotations, brackets, and what is called so by others."""
    text = IN_BRACKETS.sub(" ", AS_THEY_ARE.sub(" ", text.partition("\n")[2]))
    for name in {name for one in knowledge.resources for name in (one.title, one.publisher) if name}:
        text = text.replace(name, " ")
    return text


def test_the_glossary_entry_itself_is_not_doubled(content: Knowledge) -> None:
    for id_, words in (("term-wres", "Workforce Race Equality Standard"), ("term-pcref", "race equality framework")):
        text = LINK.sub("", Replies(content).about(content.by_id[id_])[0])
        assert text.count(words) == 1, text


def test_it_reads_the_same_in_telegram_and_in_the_terminal_and_in_a_file(snapshot: Snapshot) -> None:
    content = snapshot.knowledge
    pack = handout(content.entries[[entry.id for entry in content.entries].index("pack-governor")])
    assert pack
    text, _ = Replies(content).about(pack.entry)
    for shown in (plain(text), unescape(re.sub("<[^>]+>", "", html(text))), pack.document(content).decode()):
        assert shown.count(f"trust's own {WRES} report") == 1
        assert shown.count("Workforce Race Equality Standard") == 1
