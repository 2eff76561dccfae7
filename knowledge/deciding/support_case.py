"""Whose harm a message tells of, so that who can help fits: its writer's, somebody's they were told of, or by them.

Lists of words and no model, so that whoever keeps the assistant can read and mend them. They only choose among the
replies to a message that tells of harm, and never make one. In doubt the harm is the writer's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import SupportCase
from knowledge.text.question import Question

# One such word is enough; it puts urgent help first in a support reply, and never makes one.
URGENT = re.compile(
    r"\b(?:suicid\w*|kill|killed|die|dying|dead|overdos\w*|(?:took|taken|take|swallowed) (?:\w+ ){0,4}(?:pills|tablets)|(?:took|taken|take|taking) (?:my|his|her|their) own li(?:fe|ves)|jump|knife|weapon|danger|hang myself|harm\w* (?:myself|herself|himself|themselves)|"
    r"hurt (?:myself|herself|himself|themselves)|cant go on|can not go on|cannot go on|go on like this|end(?:ing)? (?:it|it all|my life|her life|his life)|"
    r"no point (?:in )?(?:living|being here|going on|carrying on)|not (?:want to )?be here|dont want to be here|better off without me|"
    r"(?:notice|care|miss me) if i (?:was|were) (?:gone|dead)|nothing (?:left )?to live for|nobody would miss me|no one would miss me|(?:dont|do not|cant|can not|cannot) see (?:the|a|any) (?:point|way out)|want to disappear|not wake up|not (?:to )?exist(?:ing)?|easier (?:to|if i (?:did|do) )?not (?:to )?(?:exist|be here|wake)|hopeless|(?:can|cannot|could not) carry on|carry on (?:for )?much longer|feel like giving up|put my affairs in order|alive)\b"
)


OWNED = frozenset("mine his hers ours theirs yours".split())
BESIDE_OWNED = frozenset("and or but so also too as well what how about for with the same is are it".split())


def only_owns(tokens: Sequence[str]) -> bool:
    """Does it name nothing but whose: "and mine?", "what about ours"? In a conversation that tells of no harm."""
    return bool(OWNED & {*tokens}) and (OWNED | BESIDE_OWNED).issuperset(tokens)


def _one_of(words: str) -> str:
    """A group of words or phrases, with a bar between them as they are written, and any space around it."""
    return f"(?:{'|'.join(word.strip() for word in words.split('|'))})"


def _says(*phrases: str) -> re.Pattern[str]:
    """Does a text hold one of these phrases?"""
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


FEW = r"(?:\w+ ){0,3}"  # words in between
ONE = r"(?:\w+ )?"
RACIST = _one_of(r"racis[tm] | racial | racially | prejudiced? | discriminat\w+")
HARMS = _one_of(
    r"abus\w+ | attack\w+ | bull\w+ | call\w+ | exclud\w+ | frighten\w+ | harass\w+ | humiliat\w+ | ignor\w+ |"
    r"insult\w+ | intimidat\w+ | mock\w+ | punish\w+ | push\w+ | target\w+ | threat\w+ | touch\w+ | treat\w+ |"
    r"undermin\w+"
)
SUFFERS = _one_of(
    "abused | afraid | attacked | blamed | bullied | called | excluded | frightened | harassed | hopeless |"
    "humiliated | ignored | insulted | invisible | mocked | punished | scared | targeted | threatened | undermined |"
    "unsafe"
)
IS = _one_of(
    "is | are | was | were | has | have | had | been | being | says | said | cries | cried | found | faces | faced |"
    "feels | felt | suffers | suffered | gets | got | tells | told"
)
OURS = _one_of("my | our | one of my | one of our | two of our | some of my | some of our | a | an | the")
COLLEAGUES = (  # of whom a leader hears; family and friends come to somebody as a person, not as a leader
    _one_of(
        "assistant | cleaner | clerk | colleague | consultant | deputy | doctor | employee | governor | matron |"
        "member of staff | member of my team | midwife | midwives | nurse | paramedic | porter | receptionist |"
        "registrar | staff member | surgeon | trainee | worker"
    )
    + "s?"
)
TELLS_ME = _one_of("told me | tells me | confided in me | disclosed to me | came to me | has come to me | spoke to me")
ACCUSED = _one_of("i am | i was | i have been | i have just been | i stand | am being") + f" {ONE}accused of"
SAID = _one_of("said | did | made | wrote | posted | shared | sent | used | told")
OF_OTHERS = _one_of("insults? | names? | slurs? | terms? | things? | words?")  # what is thrown at who is called it
INCIDENTS = _one_of("abuse | assaults? | attacks? | incidents? | remarks?")
SITES = _one_of("a&e | clinic | department | hospital | site | theatre | trust | unit | ward")
PAPERS = _one_of("abuse | claim | complaint | grievance | incident | report")

OWN_HARM = _says(  # it is done to the writer
    f"{HARMS} me",
    r"(?:shout|spat|spit|laugh|swear|swore)\w* at me",
    f"i (?:am|was|have been|get|got|feel) {ONE}{SUFFERS}",
    "i (?:complained|raised|reported|spoke up|gave evidence|cry|cried|dread)",
    "my (?:accent|colou?r|skin|hair|headscarf|hijab|turban|race|religion|faith|ethnicity|visa)",
    "people like me",
)
TOLD = _says(  # somebody told the writer of theirs, or the writer leads them
    f"{TELLS_ME} (?:that )?(?:she|he|they) {IS}",
    f"{TELLS_ME} (?:about|of|with|because|in tears)",
    f"{OURS} {FEW}{COLLEAGUES} {FEW}{IS}",
    f"(?:one|some|two|several|a member|members) of (?:my|our) (?:staff|team|people) {FEW}{IS}",
    f"{RACIST} {INCIDENTS} (?:on|of|against|towards) {FEW}{COLLEAGUES}",
    f"{RACIST} incidents? (?:at|in|on) {FEW}{SITES}",
)
_DID = (  # the writer said or did it, or is accused of it
    f"i {ONE}{SAID} {ONE}(?:something|things|an?) (?:that was |which was |quite |really |very )?racist(?! {PAPERS})",
    f"{ACCUSED} {ONE}{ONE}{RACIST}",
    f"(?:called|calls|calling) me (?:a )?racist(?! {ONE}{OF_OTHERS})",
    f"(?:thinks?|says?|said) (?:that )?i (?:am|was) {ONE}racist",
    f"my {ONE}(?:behaviour|comments?|email|jokes?|post|remarks?|words) (?:was|were|is|are) {ONE}{RACIST}",
    f"(?:accusation|allegation|complaint|grievance)s? (?:of|about) {ONE}{RACIST} {ONE}(?:against|about) me",
    "what i said was (?:racist|offensive|prejudiced)",
)
DID, OF_WHAT_THEY_DID = _says(*_DID), re.compile("|".join(_DID))
HATE_CRIME = _says(
    "hate (?:crime|incident)s?",
    "swastikas?|noose|graffiti|bananas?|monkey noises?|vandal\\w*|riots?|police",
    "assault\\w*|attack\\w*|kicked|punched|slapped|spat|spitting|stabbed",
    "followed (?:me|her|him|them)",
)


def support_case(question: Question) -> SupportCase:
    """What the reply to a message that tells of harm must fit: a life at risk comes before all else."""
    text = " ".join(question.corrected)
    if is_urgent(question):
        return "life"
    own = OWN_HARM.search(OF_WHAT_THEY_DID.sub("", text))  # "they called me racist" is no harm to the writer
    if not own and DID.search(text):
        return "did"
    if not own and TOLD.search(text):
        return "told"
    return "hate-crime" if HATE_CRIME.search(text) else "harm"


def is_urgent(question: Question) -> bool:
    """Does the message sound as if a life may be at risk?"""
    return bool(URGENT.search(" ".join(question.corrected)))
