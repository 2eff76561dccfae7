"""Names that are words too ("Hope", "Will") by what stands around them: what only a person does or has, and lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from bot.redaction.english import Word
from bot.redaction.name_list import ALSO_VERBS, GIVEN, MONTHS, MOSTLY_WORDS, NO_SYLLABLES, SYLLABLES, THINGS, VIRTUES

NOT_BEFORE = re.compile(
    r"\b(?:the|an?|any|no|some|this|every|each|more|much|great|new|in|of|by|with|own|real|good|false|little|our|my|your|their|its|his|her|what|such)\s\Z",
    re.IGNORECASE,
)
NOT_BEFORE_SMALL = re.compile(r"\b(?:is|are|was|be|have|has|had|lost|give|gave|need|if|and|or|to)\s\Z")
THEN = r"(?: (?:just|also|then|still|never|always|really|only|now|even|apparently|finally|actually|once|already|later|honestly))?"
DOES = re.compile(
    rf"{THEN} (?:says|said|tells|told|thinks|thought|reckons|reckoned|asks|asked|wants|wanted|believes|believed|complained|complains|cried|cries|laughed"
    r"|apologised|resigned|retired|retires|applied|applies|emailed|rang|phoned|texted|messaged|replied|wrote|writes|overheard|noticed|refused"
    r"|refuses|insists|insisted|swears|swore|worries|confided|joked|shouted|sat|spoke|stood|deserves|deserved|struggles|struggled|trained|qualified|applies|teaches|taught|lives|lived|prays|prayed|hates|loves|knows|knew|chairs|chaired|quit|walked|whistleblew"
    r"|goes quiet|went (?:off|quiet|home|sick)|(?:got|gets|getting) (?:\w+ed|told|sent|left|put|made|given|laughed|shouted|the|a|no)|broke down|burst into|keeps (?:saying|asking|being|getting|calling)"
    r"|does(?:n'?t| not) (?:want|like|think|feel|believe|speak|know|trust)|did(?:n'?t| not) (?:get|want|say|ask|apply|like|feel|think))(?!\w)"
)
FEELS = re.compile(
    rf"{THEN} (?:feels|felt|makes|gives|runs|ran|works|worked|needs|leaves|left|joins|joined|came|comes|heard|hears|saw|made|gave|took|got|gets|keeps|kept|manages|managed|won'?t|can'?t|couldn'?t|wouldn'?t|never|dropped|moved|turned|started|stopped|ended|called|tried|used|has|had|is|isn'?t|was|wasn'?t|does|did|doesn'?t|didn'?t|hasn'?t)(?!\w)"
)
A_POST = r"(?:nurse|hca|matron|midwife|doctor|consultant|porter|cleaner|manager|director|chair|governor|ned|lead|sister|clerk|ceo|chief|secretary|deputy|mentor|mentee|colleague|student|registrar|pharmacist|physio|paramedic|receptionist|healthcare|pa|one)"
IS_A_PERSON = re.compile(
    r"(?: (?:has|had|is|was|wasn'?t|isn'?t|hasn'?t)|'s|'d) (?:(?:been|being|just|now|not|never|always|already|still|so|very|really|also|constantly|recently|only) ){0,3}"
    r"(?:in tears|crying|upset|off (?:sick|work|with|again)|on (?:nights|shift|leave|maternity|sick|band|the ward|ward)|leaving|retiring|pregnant|devastated|furious|terrified"
    r"|scared|frightened|exhausted|fed up|worried|afraid|brilliant|lovely|thinking of|waiting for|looking for|told|asked|passed|moved|sent|bullied|called|refused"
    r"|shortlisted|interviewed|promoted|appointed|sacked|blamed|overlooked|suspended|dismissed|disciplined|referred|mocked|shouted|spat|applied|resigned|quit|retired"
    r"|said|complained|raised|(?:a|her|his|another) (?:[\w-]+ )?(?:miscarriage|stroke|baby|meeting|hearing|row|chat|word|complaint|grievance|interview|panel|accent|degree|phd|masters|visa|health|\[\w+\])|gone (?:off|home|sick|quiet)|(?:my|our|his|her|a|an|the|band) (?:[\w-]+ ){0,2}?"
    rf"{A_POST}|band \d|(?:black|asian|muslim|white|nigerian|ghanaian|jamaican|irish|nineteen|\d\d)\b)(?!\w)",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"(?: ?,| -| –) ?(?:and |but |so )?(?:she|he|shes|hes|she's|he's|her|his|who|who's|whos) | who(?:'s| is| was| has| had| works| said| says| got| chairs| thinks| reckons| keeps| wants| told| won't| can't| doesn't| did| does| refuses| never| left| applied)\b| and (?:she|he|her|his)\b"
)
THEIR_OWN = re.compile(
    r"'s (?:own |last |first |whole )?(?:appraisal|grievance|email|hearing|case|desk|husband|wife|partner|mum|manager|line manager|complaint|appeal|promotion|interview|accent|hair"
    r"|name|face|shift|rota|feedback|exit interview|sick leave|maternity leave|contract|visa|job|panel|team|boss|probation|english|hijab|menopause|cancer|depression|pregnancy|disability"
    r"|suspension|dismissal|resignation|leaving do|kids|children|son|daughter|words|story|application|disciplinary)\b",
    re.IGNORECASE,
)
PLACE = (
    r"(?:finance|estates|hr|od|comms|communications|procurement|digital|(?-i:IT)|theatres?|pharmacy|payroll|catering|portering|radiology|a&e|ed|icu|itu|maternity|outpatients|recruitment|oh|edi"
    r"|the (?:office|team|lab|kitchen|ward|canteen|community)|ward|workforce|governance|complaints|pals|reception|stores|security|physio|pathology|switchboard|facilities|housekeeping|records|coding|audit|domestics|labour ward|nights|days)"
)
WORKS_THERE = re.compile(rf" (?:from|on|down in|over in|up in) {PLACE}\b", re.IGNORECASE)
WORKS_IN = re.compile(rf" in {PLACE}\b", re.IGNORECASE)
APPOSITION = re.compile(
    rf"(?:,| -| –| \() ?(?:(?:our|my|the|an?|his|her) (?:[\w-]+ ){{0,3}}?{A_POST}|band \d|aged? \d\d|she|he|\d\d ?[,)])(?!\w)| \((?:{A_POST}|band|she|he)\b",
    re.IGNORECASE,
)
CUT_SURNAME = re.compile(r" (?:Mc|Mac|O'|[B-HJ-Z])(?![\w-])\.?")
IS_AT = re.compile(
    r"'s (?:been (?:off|told|here|on|at|with|moved|waiting|left|asked)|got (?:an?|her|his|no)|on (?:her|his|a|nights|leave|shift)|coming|leaving|always)\b"
)
ASKED = re.compile(r"\b(?:is|was|has|does|did)\s\Z", re.IGNORECASE)
OF_A_PERSON = re.compile(
    r" (?:still |really |ever |even )?(?:waiting|coming|leaving|ok|okay|alright|said|told|know|want|think|mind|deserve|an? (?:nurse|ned|hca)|our|on (?:leave|shift)|off (?:sick|work)|been|about\?|applied|gone)\b"
)
AND_ME = re.compile(r" and (?:I|me|myself|i)\b")
TALKED_TO = re.compile(
    r"\b(?:told|asked|emailed|rang|phoned|texted|messaged|interviewed|sacked|suspended|dismissed|(?:spoke|speak|spoken|talk|talked|talking|apologise|apologised|apologising|replied|reply|said sorry) to"
    r"|line manage|one[- ]to[- ]one with|121 with|1:1 with)\s\Z",
    re.IGNORECASE,
)
CALLED = re.compile(
    r"\b(?:ask|tell|email|ring|phone|text|thank|contact|invite|nominate|aunt|auntie|aunty|uncle|kuya|tita|mama|called|named|me and)\s\Z",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"\s*(?:[,.?!;:)]|\Z| (?:to|if|whether|that|about|what|how|why|when|and|but|on|in|at|for|from|yesterday|today|again|last|this|she|he|because|after|before|off|out|as|is|was|has)\b)"
)
SUBJECTS = frozenset(
    "will sue rob rich frank pat drew rod randy penny angel princess precious blessing lovely paddy jo ed".split()
)  # else no subject
IS_OLD = re.compile(r"(?:'s| is| was) (?:only |just |nearly )?[2-7]\d\b(?!%| ?per)")
A_COMMA, A_LINK = (", ", " & ", "/", " / ", " + "), ("and", "or", "n")
BEFORE = 24  # letters in which a cue ends


def acting(text: str, read: Sequence[Word], is_new: Callable[[Word], bool]) -> Iterator[list[int]]:
    """The numbers of the words of each name by what stands around it; `is_new`: is a word none that is known?"""
    for number, word in enumerate(read):
        if word.acronym:
            continue
        if (word.small in GIVEN and _acts(text, word)) or (word.capital and is_new(word) and _tells(text, word)):
            cut = CUT_SURNAME.match(text, word.end) and number + 1 < len(read)
            yield [number, number + 1] if cut else [number]


def _tells(text: str, word: Word) -> bool:
    return any(cue.match(text, word.end) for cue in (DOES, IS_A_PERSON, PRONOUN, THEIR_OWN, APPOSITION, IS_OLD))


def _acts(text: str, word: Word) -> bool:
    before = text[max(0, word.start - BEFORE) : word.start]
    written = text[word.start].isupper()
    verb, mostly = word.small in ALSO_VERBS, word.small in MOSTLY_WORDS or word.small in SUBJECTS
    month = word.small in MONTHS
    talked_to = TALKED_TO.search(before) or ((written or not verb) and CALLED.search(before))
    if talked_to and GOES_ON.match(text, word.end):
        return True
    if written and ASKED.search(before) and OF_A_PERSON.match(text, word.end):
        return True
    if NOT_BEFORE.search(before) or (not written and word.small in THINGS):
        return False
    if not written and word.small != "will" and (verb or word.small in VIRTUES) and NOT_BEFORE_SMALL.search(before):
        return False
    cues = [DOES, IS_A_PERSON, IS_AT, PRONOUN, THEIR_OWN, *([] if verb and not written else [WORKS_THERE])]
    if written:
        cues += [CUT_SURNAME, AND_ME, *([] if month else [APPOSITION]), *([FEELS] if mostly and not month else [])]
    if word.small not in VIRTUES | MONTHS and (written or (mostly and not verb)):
        cues.append(WORKS_IN)
    return any(cue.match(text, word.end) for cue in cues)


def links(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, bool]]:
    """Two words of a list that are next to each other, and whether more than a comma is between."""
    for number, word in enumerate(words[:-1]):
        between, after = text[word.end : words[number + 1].start], words[number + 1].small
        if between in A_COMMA:
            if after not in A_LINK:
                yield number, number + 1, between != ", "
            elif number + 2 < len(words) and text[words[number + 1].end : words[number + 2].start] == " ":
                yield number, number + 2, True
        elif between == " " and after in A_LINK and number + 2 < len(words):
            yield number, number + 2, True


def is_of_syllables(word: Word) -> bool:
    """Is it made as names of East Asia are: "Min-jun", "Jun-Jun"?"""
    parts = word.small.split("-")
    return len(parts) == 2 and all(
        len(part) > 1 and part not in NO_SYLLABLES and SYLLABLES.fullmatch(part) for part in parts
    )
