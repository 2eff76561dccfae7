"""What is said of one person's health, belief, love or union, and roles that only one person can have."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

BELIEFS = (
    "muslim|moslem|hindu|sikh|jewish|jew|christian|catholic|protestant|buddhist|atheist|pentecostal|rastafarian|rasta|jain|evangelical"
    "|jehovah'?s witness|seventh.day adventist|adventist|born again|orthodox|hijabi|pray(?:ing|s)?|fasting|bah[aá]'?[ií]|[ck]?haredi|hasidic|chasidic"
    "|amritdhari|khalsa|sunni|shi'?a|shi'?ite|ahmadi(?:yya)?|ismaili|zoroastrian|parsi|parsee|pagan|wiccan|mormon|quaker|methodist|baptist"
    "|anglican|church of england|presbyterian|lutheran|calvinist|coptic|copt|druze|yazidi|alevi|humanist|agnostic|taoist|daoist|shinto|spiritualist|ravidassia"
    "|hare krishna|salvation army|evangelist|churchgoer|niqabi|reverts?|convert(?:ed)? to (?:islam|christianity|judaism)|amish|brethren|rastafari"
)
LOVES = (
    "gay|lesbian|bisexual|bi|transgender|transsexual|trans|queer|non-?binary|pansexual|asexual|closeted|homosexual|intersex"
    "|gender.?fluid|gender.?queer|agender|demisexual|transitioning|lgbtq?(?:ia)?\\+?|same.sex (?:partner|couple|marriage)|in the closet"
)
HEALTH = (
    r"depress(?:ion|ed)|anxiety(?! (?:about|over|around))|bipolar(?: disorder)?|hiv(?:[ -]positive)?|aids|diabet(?:es|ic)|(?:breast |prostate )?cancer|epilep(?:sy|tic)"
    r"|sickle(?: cell)?(?: disease| an(?:a)?emia| trait| crisis)?|ptsd|autis(?:m|tic)|adhd|dyslexi(?:a|c)|pregnant|miscarriage|stroke|lupus|asthma(?:tic)?"
    r"|arthritis|fibromyalgia|crohn'?s|schizophreni(?:a|c)|ocd|eating disorder|anorexi(?:a|c)|long covid|menopause|perimenopausal|alcoholic"
    r"|disabled|suicidal|burn-?out|panic attacks|migraines?|endometriosis|multiple sclerosis|parkinson'?s|dementia|deaf|(?<!colour )blind"
    r"|wheelchair|infertility|ivf|hypertension|high blood pressure|thalass[ae]+mia|tb(?: positive)?|tuberculosis|hepatitis(?: [bc])?|chemo(?:therapy)?"
    r"|menopausal|perimenopause|hysterectomy|mastectomy|fibroids?|polycystic ovar\w+|(?-i:PCOS|COPD|IBS|IBD|MND|PMDD|CKD|AFib|DVT|BPD|EUPD|CFS|POTS|OCD|GAD|PND|FND)|prolapse"
    r"|post-?natal depression|psychosis|psychotic|manic|mental breakdown|nervous breakdown|self-?harm(?:s|ed|ing)?|overdosed?|suicide attempt|insomnia"
    r"|heart (?:attack|disease|failure|condition)|angina|pacemaker|bypass|aneurysm|kidney (?:failure|disease|transplant|stones)|dialysis|transplant|cirrhosis"
    r"|leuk[ae]+mia|lymphoma|myeloma|tumou?r|melanoma|sarcoma|carcinoma|radiotherapy|colostomy|stoma|colitis|co?eliac(?: disease)?|hernia|sciatica|slipped disc"
    r"|bad back|scoliosis|osteoporosis|osteoarthritis|rheumatoid|gout|psoriasis|eczema|vitiligo|alopecia|keloids?|albinism|sarcoidosis|graves'? disease|thyroid"
    r"|h[ae]+mophilia|an(?:a)?emi[ac]|pre-?eclampsia|stillbirth|stillborn|abortion|ectopic|ibd|huntington'?s|motor neurone(?: disease)?|cerebral palsy|spina bifida|tourette'?s"
    r"|dyspraxi[ac]|dyscalculi[ac]|neurodivergent|asperger'?s|learning disabilit(?:y|ies)|hearing (?:aid|loss|impaired)|partially sighted|sight loss|glaucoma|cataracts?"
    r"|stammers?|stutters?|speech impediment|epileptic|seizures?|narcolepsy|meningitis|sepsis|malaria|syphilis|chlamydia|herpes|long-term sick|vertigo|tinnitus"
    r"|addict(?:ed|ion)?|in recovery|rehab|drink problem|gambling|bereaved|grieving|obese|anxious depression|miscarried|anti-?depressants|insulin|amput(?:ee|ated)|prosthetic|crutches|concussion"
)
UNIONS = "unison|unite|gmb|rcn|rcm|bma|hcsa|pcs|csp|society of radiographers|royal college of nursing"
MANY = (
    r"(?!-)(?! (?:users?|colleagues?|workers?|support|data|staff|colleagues|people|patients|nurses|women|men|employees|communit(?:y|ies)|doctors|members|board|boards|network|networks"
    r"|leaders|directors|neds|chairs|applicants|candidates|history|month|faith|medical association|awareness|in the nhs)\b)"
    r"(?! (?:polic(?:y|ies)|guide|guidance|toolkit|webinar|podcast|training)\b(?! (?:lead|officer|manager|adviser)))"
)
WHO = (
    r"(?<!\w)(?:i am|i'm|im|i have|i've|ive|i had|i was|i suffer|i got|(?<!is )(?<!does )(?<!like )being|s?he(?: is|'s|s| has|'s got| got| was| had|'d| suffers| wears| goes| became| gets)"
    r"|who is|who's|whos|who has|who had|who suffers|diagnosed (?:as|with)|came out as|comes out as|\[name\](?:'s)?(?:,? (?:who )?(?:is|has|was|had|being|with))?|\[role\](?:,? (?:who )?)?(?:is|has|was|had|with)"
    r"|my (?:\w+ )?(?:colleague|manager|deputy|boss|chair|friend|nurse|director|mentee|mentor|team|husband|wife|son|daughter)"
    r" (?:\w+ )?(?:is|has|was|had)|(?:a|one) colleague (?:of mine )?(?:is|has|was|had|with)|off (?:sick )?with|as an?|and an?|my|her|his|for(?= pray))(?!\w)"
)
AFTER = r"[^\w\['\]]+"  # what no word can begin with, so that a word is read in one way only
BETWEEN = rf"(?:(?!(?:for|on|about|to|how|like|staff|people|board|there|looking|asking)\b)(?:[\w']+|\[[\w -]+\]){AFTER}){{0,5}}?"
OF_ONE = {
    "[belief]": re.compile(rf"{WHO}{AFTER}{BETWEEN}'?(?P<trait>\b(?:{BELIEFS})\b){MANY}", re.IGNORECASE),
    "[sexuality]": re.compile(rf"{WHO}{AFTER}{BETWEEN}'?(?P<trait>\b(?:{LOVES})\b){MANY}", re.IGNORECASE),
    "[health]": re.compile(rf"{WHO}{AFTER}{BETWEEN}'?(?P<trait>\b(?:{HEALTH})\b){MANY}", re.IGNORECASE),
    "[union]": re.compile(
        rf"{WHO}\W+(?:(?:an?|the|in|with|of|from|at|for|our|member|rep|steward|active|local|branch|lead|long-standing)\W+){{0,5}}(?P<trait>\b(?:{UNIONS})\b)(?: (?:rep|steward|member|official|convenor|activist))?",
        re.IGNORECASE,
    ),
}
OF_A_MEMBER = re.compile(
    rf"(?:\[name\]|\b(?:s?he|who|i))(?: (?:just|only|also|then|has|had|recently|finally))* (?P<joins>(?:joined|left|rang|called|went to|pays into) (?:the )?(?:{UNIONS}))\b|\b(?P<trait>{UNIONS}) (?:rep|steward|member|official|convenor|activist)\b(?!s)|\bi represent (?:the )?(?P<own>{UNIONS})\b",
    re.IGNORECASE,
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
    rf"(?<!least )\b(?:the |our |my |their )?(?:one and only|only|one|sole|single|lone|first(?: ever)?)(?: other)? (?:(?:openly|out|visibly|practising|practicing|proud) )?(?:(?:{A_PEOPLE})[ -]){{1,3}}(?:{A_ROLE})\b(?! (?:of an? |in (?:the nhs|england|britain|the country|the uk)\b))"
    rf"|\b(?:(?:the |our |my )?(?:one and only|only|sole|lone)|(?:our|my) one) (?:(?:openly|out|visibly|practising|practicing|proud) )?(?:{A_PEOPLE})(?= (?:on|in|at|here|among)\b)",
    re.IGNORECASE,
)
ONE_OF_A_KIND = re.compile(
    rf"\b(?:our|my) (?:openly )?(?:(?:{BELIEFS}|{LOVES}|disabled|deaf|blind)[ -])(?:(?:{A_PEOPLE})[ -]){{0,2}}(?:{A_ROLE})\b",
    re.IGNORECASE,
)


# Said of anybody whom the text tells of: of most people only the writer knows who it is.
OF_SOMEBODY = re.compile(
    r"\[(?:name|role|age|ward|date of birth|NHS number|number)\]|\b(?:she|he|hes|shes|he's|she's|her|him|his)\b",
    re.IGNORECASE,
)
# "Our new chaplain is a Rastafarian."
OF_A_WORKER = (
    r"\b(?:our|my|the|this|one|an?) (?:[\w-]+ ){0,2}?(?:chaplain|porter|ned|governor|trustee|midwife|matron|nurse|doctor|hca|secretary|cleaner|consultant|lead|chair|director|manager"
    r"|colleague|sister|registrar|pharmacist|physio|officer|deputy|guardian|executive|student|mentee|mentor|ceo|chief executive|member|friend|neighbour|boss|clerk|receptionist|housekeeper|volunteer|therapist|radiographer|psychologist|surgeon|anaesthetist|interpreter|paramedic|assistant|apprentice|carer)"
    r" (?:is|has|was|had|who is|who's|who has)(?: (?:a|an|also|very|openly|got|been|diagnosed|with|now|practising|devout|severely|partially|registered|secretly)){0,2} "
)
OF_MANY = "".join(
    f"(?<!{who} )"
    for who in "patients people staff women men those colleagues nurses anyone children families communities users".split()
)
SUFFERED = re.compile(
    rf"{OF_MANY}\b(?:(?:has|had|got|getting|caught|have|having|with|off for|post|living with|recover(?:ing|ed) from|treated for|on(?= (?:dialysis|insulin|chemo|anti-?depressants|crutches|oxygen|ivf))|(?:died|passed|dying|passing)(?: (?!of\b|from\b)\S+){{0,4}} (?:of|from|with))"
    rf"(?: (?:the|a|an|her|his|my|bad|severe|early|terminal|chronic|stage|been|gone)){{0,2}}|after (?:her|his|my|an?)|going through(?: the)?)"
    rf" (?P<trait>{HEALTH}|(?:long )?covid(?:-19)?|pneumonia|flu|the change|hot flushes|breakdown(?! (?:of|by|for|in|on)\b)|(?-i:MS|ME)(?! (?:Teams|TEAMS|Office|Word|A|TO)\b))(?!\w){MANY}",
    re.IGNORECASE,
)
WEARS = re.compile(
    r"(?:\[(?:name|role)\]|\b(?:s?he|who|i))(?: always| also| now| only)? (?:wears?|keeps?|eats?|observes?|covers?|wearing|converted to|reverted to|became|left|practi[sc]es) (?:(?:a|an|the|her|his|my|full) )?"
    r"(?P<trait>hijab|niqab|turban|kippah|yarmulke|kirpan|kara|headscarf|head ?scarf|crucifix|abaya|burqa|jilbab|bindi|tilak|islam|christianity|judaism|sikhism|buddhism|hinduism|catholicism|kosher|halal|shabbat|sabbath|ramadan|her hair|his hair)\b",
    re.IGNORECASE,
)
PARTNER = re.compile(
    r"(?:\bhe|\[name\])(?:'s|s| is| has| was)?(?!\w)[^.?!]{0,20}? (?P<his>married to a man|an? (?:husband|boyfriend))\b|\bhis (?P<husband>husband|boyfriend)\b"
    r"|\b(?:she)(?:'s|s| is| has| was)?\b[^.?!]{0,20}? (?P<hers>married to a woman|an? (?:wife|girlfriend))\b|\bher (?P<wife>wife|girlfriend)\b",
    re.IGNORECASE,
)
CAME_OUT = re.compile(
    r"(?:(?:\[(?:name|role)\]|\b(?:s?he|i|who))(?:'s)? (?:is|was|isn't|isnt|wasn't|am|came|being|has been|not)|\b(?:hes|shes|he's|she's|i'm|im|who's))"
    r"(?: (?:not|never|also|now|and))? (?P<trait>out)(?= (?:at work|to (?:everyone|(?:her|his|my|our|the) (?:team|manager|colleagues|ward|boss|family|staff|board))|as (?:gay|a |trans|bi|\[))\b)",
    re.IGNORECASE,
)


# Who has been there longest, and the like: there is one.
MOST = re.compile(
    rf"\b(?:the |our |my )?(?:longest|oldest|youngest|most senior|highest)(?:[ -](?:serving|standing|ranking|ranked|working|paid))? (?:(?:{A_PEOPLE})[ -]){{0,2}}(?:(?:trust|ward|public|council|network|community|theatre|board|committee) )?"
    rf"(?:(?!leader|exec)(?:{A_ROLE})|hca|cleaner|cook|clerk|receptionist|healthcare assistant|volunteer|anaesthetist)\b(?! in the (?:nhs|country|uk|world|service))",
    re.IGNORECASE,
)
FIELD = (
    r"(?:strategy|finance|nursing|midwifery|workforce|people|hr|human resources|estates|operations|communications|comms|digital|edi|equality|diversity|inclusion|governance|quality"
    r"|safety|transformation|performance|research|education|corporate affairs|partnerships|improvement|pharmacy|therapies|procurement|security|patient experience|wellbeing|od|audit|maternity|medical|clinical)"
)
A_POST = (
    rf"(?:(?:deputy |interim |acting |associate |assistant |joint )?(?:(?:director|head|chief) of (?:the )?{FIELD}(?:,? (?:and|&) {FIELD})?|{FIELD} director|chief (?!exec)\w+(?: officer)?)"
    r"|(?:freedom to speak up|ftsu|f2su|speak up) guardian|guardian of safe working(?: hours)?|(?:company|trust|board) secretary|senior independent director|vice[- ]chair|deputy chair"
    r"|(?:\w+ )?network (?:co-)?(?:chair|lead|treasurer|secretary)|treasurer|lead governor|(?:lead |hospital )?(?:chaplain|imam)|(?:edi|equality|diversity|inclusion|wres|race equality|race|safeguarding) (?:lead|manager|officer|advis[eo]r)"
    r"|caldicott guardian|audit chair|chair of (?:the )?(?:audit|quality|finance|people|remuneration|workforce|\w+ committee))"
)
OURS = r"(?:our|my|the|their|his|her)"
OF_A_NAME = re.compile(
    rf"\b(?P<before>{OURS} {A_POST})(?=(?:,| -| is| was|:)? ?\(?\[name\])"
    rf"|\[name\](?:,| -)?(?: is| was|'s| as| who(?:'s| is| was))? \(?(?P<after>(?:{OURS} )?{A_POST}(?: here)?)\b",
    re.IGNORECASE,
)
OF_A_SECRET = re.compile(
    rf"(?:\b(?:{OURS}|i am|i'm|im|as)(?: the| an?)? |\A|[.?!] )(?P<post>{A_POST}(?: here)?)\b", re.IGNORECASE
)
A_SECRET = re.compile(r"\[(?:health|belief|sexuality|union|age|role)\]")


def posts(text: str) -> Iterator[Span]:
    """Posts that one person has, beside a name or what is private; alone they are what somebody asks about."""
    for match in OF_A_NAME.finditer(text):
        yield match.span("before") if match["before"] else match.span("after")
    if A_SECRET.search(text):
        yield from (match.span("post") for match in OF_A_SECRET.finditer(text))


def roles(text: str) -> Iterator[Span]:
    """What only one person can be: "our one Sikh governor"."""
    for pattern in (ALONE, ONE_OF_A_KIND, MOST):
        yield from (match.span() for match in pattern.finditer(text))


OF_A_WORKER_IS = {
    kind: re.compile(rf"{OF_A_WORKER}(?P<trait>{trait})\b{MANY}", re.IGNORECASE)
    for kind, trait in (("[belief]", BELIEFS), ("[sexuality]", LOVES), ("[health]", rf"{HEALTH}|(?-i:MS|ME)"))
}


# Where somebody was named, whatever is private is theirs.
BESIDE_A_NAME = {
    kind: re.compile(rf"(?<![\w'-])(?:{trait})(?!\w){MANY}", re.IGNORECASE)
    for kind, trait in (
        ("[belief]", BELIEFS),
        ("[sexuality]", LOVES),
        ("[health]", rf"{HEALTH}|long covid"),
        ("[union]", f"(?:{UNIONS}) member"),
    )
}


def traits(text: str, stand_in: str) -> Iterator[Span]:
    """What is said of one person, of a kind; said of many it is a subject."""
    if "[name]" in text:
        yield from (match.span() for match in BESIDE_A_NAME[stand_in].finditer(text))
    if stand_in in OF_A_WORKER_IS:
        yield from (match.span("trait") for match in OF_A_WORKER_IS[stand_in].finditer(text))
    for match in OF_ONE[stand_in].finditer(text):
        yield match.span("trait")
    if stand_in == "[health]" and OF_SOMEBODY.search(text):
        yield from (match.span("trait") for match in SUFFERED.finditer(text))
    if stand_in == "[belief]":
        yield from (match.span("trait") for match in WEARS.finditer(text))
    if stand_in == "[sexuality]":
        yield from (match.span("trait") for match in CAME_OUT.finditer(text))
        yield from (match.span(str(match.lastgroup)) for match in PARTNER.finditer(text))
    if stand_in == "[union]":
        yield from (match.span(str(match.lastgroup)) for match in OF_A_MEMBER.finditer(text))
