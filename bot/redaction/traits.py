"""What is said of one person's health, belief, love or union, and roles that only one person can have."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

BELIEFS = (
    "muslim|moslem|hindu|sikh|jewish|jew|christian|catholic|protestant|buddhist|atheist|pentecostal|rastafarian|rasta|jain|evangelical"
    "|jehovah'?s witness|seventh.day adventist|born again|orthodox|hijabi|pray(?:ing|s)?|fasting"
)
LOVES = "gay|lesbian|bisexual|transgender|transsexual|trans|queer|non-?binary|pansexual|asexual|closeted"
HEALTH = (
    r"depress(?:ion|ed)|anxiety|bipolar(?: disorder)?|hiv(?:[ -]positive)?|aids|diabet(?:es|ic)|(?:breast |prostate )?cancer|epilep(?:sy|tic)"
    r"|sickle cell(?: disease| an(?:a)?emia| trait)?|ptsd|autis(?:m|tic)|adhd|dyslexi(?:a|c)|pregnant|miscarriage|stroke|lupus|asthma(?:tic)?"
    r"|arthritis|fibromyalgia|crohn'?s|schizophreni(?:a|c)|ocd|eating disorder|anorexi(?:a|c)|long covid|menopause|perimenopausal|alcoholic"
    r"|disabled|suicidal|burn-?out|panic attacks|migraines?|endometriosis|multiple sclerosis|parkinson'?s|dementia|deaf|(?<!colour )blind"
    r"|wheelchair|infertility|ivf|hypertension|high blood pressure|thalass[ae]+mia|tb|tuberculosis|hepatitis(?: [bc])?|chemo(?:therapy)?"
)
UNIONS = "unison|unite|gmb|rcn|rcm|bma|hcsa|pcs|csp|society of radiographers|royal college of nursing"
MANY = (
    r"(?! (?:users?|colleagues?|workers?|support|data|staff|colleagues|people|patients|nurses|women|men|employees|communit(?:y|ies)|doctors|members|board|boards|network|networks"
    r"|leaders|directors|neds|chairs|applicants|candidates|history|month|faith|medical association|awareness|in the nhs)\b)"
    r"(?! (?:polic(?:y|ies)|guide|guidance|toolkit|webinar|podcast|training)\b(?! (?:lead|officer|manager|adviser)))"
)
WHO = (
    r"(?<!\w)(?:i am|i'm|im|i have|i've|i had|i was|i suffer|being|he is|he's|he has|he was|he had|she is|she's|she has|she was|she had"
    r"|who is|who's|who has|\[name\](?:'s)?(?:,? (?:who )?(?:is|has|was|had|being|with))?"
    r"|my (?:\w+ )?(?:colleague|manager|deputy|boss|chair|friend|nurse|director|mentee|mentor|team|husband|wife|son|daughter)"
    r" (?:\w+ )?(?:is|has|was|had)|(?:a|one) colleague (?:of mine )?(?:is|has|was|had|with)|off (?:sick )?with|as an?|and an?|my|her|his|for(?= pray))(?!\w)"
)
BETWEEN = r"(?:(?!(?:for|on|about|to|how|like|staff|people|board|there|looking|asking)\b)[\w'\[\]]+\W+){0,5}?"
OF_ONE = {
    "[belief]": re.compile(rf"{WHO}\W+{BETWEEN}(?P<trait>\b(?:{BELIEFS})\b){MANY}", re.IGNORECASE),
    "[sexuality]": re.compile(rf"{WHO}\W+{BETWEEN}(?P<trait>\b(?:{LOVES})\b){MANY}", re.IGNORECASE),
    "[health]": re.compile(rf"{WHO}\W+{BETWEEN}(?P<trait>\b(?:{HEALTH})\b){MANY}", re.IGNORECASE),
    "[union]": re.compile(
        rf"{WHO}\W+(?:(?:an?|the|in|with|of|member|rep|steward|active|local|branch|lead|long-standing)\W+){{0,5}}(?P<trait>\b(?:{UNIONS})\b)(?: (?:rep|steward|member|official|convenor|activist))?",
        re.IGNORECASE,
    ),
}
OF_A_MEMBER = re.compile(
    rf"\b(?P<trait>{UNIONS}) (?:rep|steward|member|official|convenor|activist)\b(?!s)", re.IGNORECASE
)

A_PEOPLE = (
    "black|asian|brown|bme|bame|ethnic minority|minority ethnic|global majority|mixed.?race|mixed heritage|african|caribbean|african caribbean"
    "|south asian|east asian|indian|pakistani|bangladeshi|chinese|nigerian|ghanaian|filipino|filipina|somali|arab|turkish|polish|irish"
    "|romanian|roma|gypsy|traveller|kenyan|zimbabwean|jamaican|tamil|punjabi|sri lankan|nepali|iranian|vietnamese|female|male|woman|man"
    f"|young|disabled|deaf|blind|wheelchair|white|{BELIEFS}|{LOVES}"
)
A_ROLE = (
    r"non-?exec(?:utive)?(?: director)?|ned|governor|chair(?:man|woman|person)?|vice[- ]chair|deputy chair|chief \w+(?: officer)?|ceo|executive"
    r"|(?:\w+ )?director|exec|matron|midwife|consultant|surgeon|registrar|manager|ward manager|sister|charge nurse|nurse|doctor|gp|paramedic"
    r"|porter|board member|senior leader|leader|trustee|associate|guardian|lead|pharmacist|physio(?:therapist)?|radiographer|psychologist"
    r"|psychiatrist|person|member|face|employee|candidate|applicant|one"
)
ALONE = re.compile(
    rf"(?<!least )\b(?:the |our |my |their )?(?:one and only|only|one|sole|single|lone|first(?: ever)?)(?: other)? (?:openly )?(?:(?:{A_PEOPLE})[ -]){{1,3}}(?:{A_ROLE})\b"
    rf"|\b(?:the |our |my )?(?:one and only|only|sole|lone) (?:openly )?(?:{A_PEOPLE})(?= (?:on|in|at|here|among)\b)",
    re.IGNORECASE,
)
ONE_OF_A_KIND = re.compile(
    rf"\b(?:our|my) (?:openly )?(?:(?:{BELIEFS}|{LOVES}|disabled|deaf|blind)[ -])(?:(?:{A_PEOPLE})[ -]){{0,2}}(?:{A_ROLE})\b",
    re.IGNORECASE,
)


def roles(text: str) -> Iterator[Span]:
    """What only one person can be: "our one Sikh governor"."""
    for pattern in (ALONE, ONE_OF_A_KIND):
        yield from (match.span() for match in pattern.finditer(text))


def traits(text: str, stand_in: str) -> Iterator[Span]:
    """What is said of one person, of a kind; said of many it is a subject."""
    for match in OF_ONE[stand_in].finditer(text):
        yield match.span("trait")
    if stand_in == "[union]":
        yield from (match.span("trait") for match in OF_A_MEMBER.finditer(text))
