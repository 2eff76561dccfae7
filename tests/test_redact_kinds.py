"""Kinds of personal details that hide in words and codes, and what looks like them and stays."""

from __future__ import annotations

import pytest

from benchmarks.redaction import Redact, shipped_redaction


@pytest.fixture(scope="module")
def redact() -> Redact:
    return shipped_redaction()


NAMES_THAT_ARE_WORDS = [
    ("Joy told me the panel laughed", "[name] told me the panel laughed"),
    ("Grant thinks it is illegal. He chairs remco", "[name] thinks it is illegal. He chairs remco"),
    ("June said the same in her exit interview", "[name] said the same in her exit interview"),
    ("Rob was crying after the meeting", "[name] was crying after the meeting"),
    ("Sue isn't coming to the network any more", "[name] isn't coming to the network any more"),
    ("Will, our chair, wants a speech", "[name], our chair, wants a speech"),
    ("Hope (HCA, band 2) was spat at", "[name] (HCA, band 2) was spat at"),
    ("Dawn in HR lost the file", "[name] in HR lost the file"),
    ("Pat won't sit on the panel again", "[name] won't sit on the panel again"),
    ("Jo B. and Jo M. both applied", "[name]. and [name]. both applied"),
    ("Jean Mac's complaint was upheld", "[name]'s complaint was upheld"),
    ("told hope to report it", "told [name] to report it"),
    ("poor grace, she had her hair touched again", "poor [name], she had her hair touched again"),
    ("joy's grievance has been lost twice", "[name]'s grievance has been lost twice"),
    ("Ask Pam", "Ask [name]"),
    ("Gethin's 56 and says he cannot change", "[name]'s [age] and says he cannot change"),
    ("I met Emmanuel today", "I met [name] today"),
    ("Daniel reads the WRES", "[name] reads the WRES"),
    ("Francis, our porter, cried", "[name], our porter, cried"),
    ("Mercy's on her third contract", "[name]'s on her third contract"),
    ("Hope deserves better than this", "[name] deserves better than this"),
    ("I told Marigold she could come", "I told [name] she could come"),
    ("Did Grace want the mentoring", "Did [name] want the mentoring"),
    ("Khan and Singh got nothing", "[name] and [name] got nothing"),
    ("what if will refuses to come?", "what if [name] refuses to come?"),
]
NAMES_IN_LISTS = [
    ("Martha and Alexis do the rota", "[name] and [name] do the rota"),
    ("Bradley and Amos ignore our network", "[name] and [name] ignore our network"),
    ("did Martha resign", "did [name]"),
    ("Ask Heather about it", "Ask [name] about it"),
    ("my mentor was jasmine", "my mentor was [name]"),
    ("Coral wants a report", "[name] wants a report"),
    ("I got Hutton findings on my grievance", "I got [name] findings on my grievance"),
    ("met Comfort, Adwoa and Innocent last week", "met [name], [name] and [name] last week"),
    ("Temi, Princess & Rose all applied", "[name], [name] & [name] all applied"),
    ("Xiao-Li, Hui-Min and Bong-Bong left", "[name], [name] and [name] left"),
    ("soo-jin from the lab says nobody talks to her", "[name] from the lab says nobody talks to her"),
    ('his badge says "Ken" because nobody can say Kehinde', 'his badge says "[name]" because nobody can say [name]'),
]
AGES = [
    ("I am 45-ish and tired", "I am [age]-ish and tired"),
    ("Jola is 63 years and at home", "[name] is [age] years and at home"),
    ("why was Femi (b. 1968) never asked", "why was [name] (b. [date of birth]) never asked"),
    ("29, always too young for the pool, Femi Ade", "[age], always too young for the pool, [name]"),
    ("he's pushing 60 and waits", "he's pushing [age] and waits"),
    ("Adaeze (34) was asked where she is from", "[name] ([age]) was asked where she is from"),
    ("a man of 77 told our nurse to go", "a man of [age] told our nurse to go"),
    ("I will be 64 in May", "I will be [age] in May"),
    ("being 61 and brown here is lonely", "being [age] and brown here is lonely"),
    ("at 47 I am still waiting", "at [age] I am still waiting"),
    ("our porter is in his fifties", "our porter is in his [age]"),
    ("Kofi turns 50 in June", "[name] turns [age] in June"),
]
TRAITS = [
    ("shes got lupus and a stage 2", "shes got [health] and a stage 2"),
    ("our network lead has ME", "our [role] has [health]"),
    ("hes diabetic and not allowed breaks", "hes [health] and not allowed breaks"),
    ("he died of covid in the first wave", "he died of [health] in the first wave"),
    ("he is on dialysis and works nights", "he is on [health] and works nights"),
    ("shes a quaker and speaks up", "shes a [belief] and speaks up"),
    ("our new chaplain is a rastafarian", "our new chaplain is a [belief]"),
    ("she wears a hijab at reception", "she wears a [belief] at reception"),
    ("Colin converted to Judaism", "[name] [belief]"),
    ("Femi joined the RCN and got a warning", "[name] [union] and got a warning"),
    ("does long covid count, Femi has it", "does [health] count, [name] has it"),
    ("is depression a reason to sack Femi", "is [health] a reason to sack [name]"),
    ("her wife came to the gala", "her [sexuality] came to the gala"),
    ("i represent unison on the panel", "i represent [union] on the panel"),
    ("shes bi and hides it", "shes [sexuality] and hides it"),
]
CODES = [
    ("ET case 2204567/2022 is heard in May", "ET case [number] is heard in May"),
    ("grievance 2024-118 still open", "grievance [number] still open"),
    ("employee 88214 dismissed last week", "employee [number] dismissed last week"),
    ("patient with nhs 485 777 3456 was restrained", "patient with nhs [NHS number] was restrained"),
    ("Priya on AMU was told off", "[name] on [ward] was told off"),
    ("the HCA on C7 called Ngozi gets all", "the HCA on [ward] called [name] gets all"),
    ("sat on grievance 24/116 last week", "sat on grievance [number] last week"),
    ("badge 0067-3319 was stopped at the door", "badge [number] was stopped at the door"),
    ("her GMC is 7.3.9.1.4.0.2 she said", "her GMC is [number] she said"),
    ("Femi, HCA on Maple Unit, was told off", "[name], HCA on [ward], was told off"),
    ("PRIYA NAIR EMP NO 11824470 WAS TURNED DOWN", "[name] NO [number] WAS TURNED DOWN"),
    ("our student on 7 South was told to change her name", "our student on [ward] was told to change her name"),
    ("is nursetruths2020 on insta one of ours", "is [handle] on insta one of ours"),
]
ROLES_OF_ONE = [
    ("our company secretary, Folu, cuts the item", "[role], [name], cuts the item"),
    ("Kiran, our director of workforce, is leaving", "[name], [role], is leaving"),
    ("As network secretary I'm gay and tired", "As [role] I'm [sexuality] and tired"),
    ("I'm the oldest porter here", "I'm [role] here"),
    ("the only out lesbian on the council", "[role] on the council"),
]


@pytest.mark.parametrize(
    ("question", "kept"), NAMES_THAT_ARE_WORDS + NAMES_IN_LISTS + AGES + TRAITS + CODES + ROLES_OF_ONE
)
def test_a_detail_that_hides_in_a_word_or_a_code_is_cut(question: str, kept: str, redact: Redact) -> None:
    assert redact(question) == kept


@pytest.mark.parametrize(
    "question",
    [
        "the report is out to the board",
        "the plan was out to our board in May",
        "is there a blog on wres2024 results",
        "our facebook account is called something, should we post",
        "is depression among black staff measured",
        "our gap stands at 32.",
        "plan (b 2030) for race",
        "version 1.2.3 of the toolkit",
        "joined the RCN webinar on race",
        "Hope is what the plan lacks",
        "Mark this as done please",
        "Will you send me the slides",
        "Grace period for the WRES return?",
        "in good faith, he said",
        "the will to change is there, she said",
        "Summer is over, she said",
        "add-on modules, drop-in sessions, opt-out",
        "nearly 50 trusts are worse than last year",
        "he turned 180 degrees on race",
        "in the sixties the NHS recruited from the Caribbean",
        "how do we support staff with MS or ME",
        "our patients with dementia are sometimes racist",
        "is there any data on AMU and SAU",
        "Q3 report on B5 to B6 progression",
        "48000/52000 split",
        "core20plus5 on linkedin",
        "our director of workforce wants to see the WRES",
        "I'm the medical director, what's my role in race equality",
        "suggested targets for a trust's most senior executive",
        "Lampard inquiry and race",
        "Scarman to Macpherson, what changed",
        "what did Fuller recommend",
        "Hill Dickinson advice on positive action",
        "Nuffield Foundation report",
        "Francis review and speaking up",
        "PCREF kya hota hai",
        "Que es el WRES",
        "beth yw WRES",
        "thank goodness for the undo button",
        "our CEO has anxiety about publishing",
        "is being muslim a barrier to promotion",
    ],
)
def test_what_looks_like_such_a_detail_stays(question: str, redact: Redact) -> None:
    assert redact(question) == question
