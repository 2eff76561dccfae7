"""The names that could be taken for words, from names.txt, and the words around names: titles, particles, roles.

All other names are known by being no words. `benchmarks.name_lists` makes names.txt.
"""

from __future__ import annotations

import importlib.resources
import re
from functools import cache
from importlib.resources.abc import Traversable

TITLES = tuple("mr mrs ms mx dr prof professor dame cllr councillor rev revd reverend".split())
# Whom somebody writes about: "my manager", "our chair"; and others when they are called something.
RELATION = tuple(
    """
    manager boss colleague chair chairman chairwoman chairperson ceo director governor secretary lead nurse matron
    midwife doctor consultant mentor mentee deputy friend wife husband partner son daughter mother father mum dad
    sister brother
    """.split()
)
ANYBODY = tuple("woman man person someone somebody patient".split())
PARTICLES = frozenset(
    "al el ul bin bint ibn abu ben van von der den de da do dos du di la le les mac mc st ter y e".split()
)
# What somebody may be instead of having a name: "I am Black", "I am Chair", "Sister Director".
ROLES = frozenset(
    """
    sir lord lady baroness vice acting interim associate chief executive non officer head company trust board
    surgeon registrar gp therapist physio paramedic pharmacist student trainee band senior junior clinical medical
    nursing workforce people finance operations strategy communications hr od edi ned neds coo cfo cno cmo cpo ftsu
    nhs bme bame uk team teams member staff independent lay university hospital hospitals foundation here speaking
    ok word excel windows office telegram whatsapp linkedin zoom outlook google assistant pa black white asian
    brown muslim hindu sikh jewish catholic arab roma romany traveller gypsy welsh scottish french german dutch
    greek iraqi somali filipino filipina thai tamil gujarati punjabi bengali pakistani bangladeshi kashmiri nepali
    israeli african european nigerian ghanaian kenyan indian iranian egyptian caribbean russian ukrainian romanian
    australian canadian
    """.split()
).union(TITLES, RELATION, ANYBODY)
# The same in capitals only, where names are written so too: "MD here", but Md Rahman.
POSTS = frozenset("md fd dof don dohr hom hon adon ddon pa".split())
# These can be other words too; after another name, with a capital or after "my name is" they are names.
ALSO_WORDS = frozenset(
    """
    amber april archer art august autumn bailey baker ball banks barber bates bell berry bill bird bishop black
    blessing bliss bond booth bowman brewer brook brooks brown buck burns bush butcher butler cam carpenter carter
    chambers chance chandler charity chase chelsea cherry christian chuck clay cliff comfort constance cook cooper
    court cox crane cross crystal dale dawn day dean dick drew duke earl earnest eve faith farmer field fisher
    florence flowers ford foster fox frank freeman french frost fuller gardner gene georgia gift ginger goodman
    goodness goodwin grace grant gray green grey grove guy hall hamilton hammond harding hardy hart heath herb hill
    holder holland hope house hunt hunter ivory jan jordan joy judge june justice kent king knight lake lamb lance
    lane law lawson little long love lucky lynch major man mann manning marsh marshall mason may melody mercy mick
    miles mill miller mills moss nash newton noble noel page park parker pat patience peace peacock pearl penny
    pepper pierce pike pope poppy porter potter power precious preston price prince proctor prudence queen randy ray
    read reed rice rich rob rock rod roman rose sage sandy santiago savage sharp sharpe shepherd short silver singer
    skinner skip slater smart spring stanley steel steele sterling stone street summer summers sun sunday sunny
    sunshine swift sydney tanner trinity tucker turner valentine verity victoria walker wall ward warner waters
    weaver wellington wells west weston wheeler white whitehead will willow winter winters wise wood woods worth
    wright young angel princess memory promise praise talent innocent miracle beauty jewel destiny shiny merry ruby
    sapphire harmony bright heaven honor wonder
    """.split()
)

# Names that stand for a thing more often than for somebody: without a cue they need a capital, or a name beside them.
MOSTLY_WORDS = frozenset(
    """
    aurora barry basil bray brent brook carol chang chester clement collet costa dale daisy dee dolly don eve fay flora
    fowler franklin gasser gill graham grant gray harper hazel holly holt iris ivy jack jade jay jean jerry jess joey
    ken kern kirk lam lester lily lin lincoln loos mandy marina mark martin max mercer mike mona morris nan nick norm
    olive otto palmer pam pat petit pollard rad rand ray rex rob robin rosario rosemary ruby sandy sol sola sue tang
    terry tiffany tom tony toby vera victor vida viola violet wade weber webster wesley hyacinth marigold primrose
    clover fern laurel camellia dahlia blossom teddy buddy sonny temperance amity phoenix wren birdie coral jasper opal
    topaz emerald rusty goldie
    """.split()
)
# A capital says nothing about these: times, places, peoples; they are names beside another name only.
WITH_A_CAPITAL = frozenset(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday spring summer autumn winter chelsea christian florence georgia holland ireland
    jordan kent lake lincoln chester park roman santiago trinity victoria wellington wells west white black brown green
    court hall hill house street lane law king queen prince judge justice major price page power reading art charity
    hope bishop pope baker porter field brook victor dale god english major-general young little
    """.split()
)
VIRTUES = frozenset(
    "blessing comfort constance divine faith favour gift goodness grace hope joy mercy patience precious progress "
    "prosper prudence wisdom glory honour".split()
)  # given names that are words, of which two side by side are people
# Given names among all these, which are people where only people stand.
GIVEN = (VIRTUES - {"goodness"}).union(
    MOSTLY_WORDS - set("brent chester lincoln costa mercer norm sol gill lam kern collet rand rad loos".split()),
    """
    will bill rich drew dean art amber april archer august autumn bliss carter chance chandler charity chase chelsea
    cherry christian clay cliff crystal dawn dick earl earnest eve florence ford frank gene georgia ginger guy heath
    herb hunter ivory jan jordan june justice lance lucky may melody miles noble noel peace pearl penny poppy rob rod
    rose sunday sunny sunshine summer sydney tanner trinity tucker valentine verity victoria wade willow angel
    princess memory promise praise talent innocent miracle beauty jewel destiny shiny merry ruby sapphire harmony
    bright heaven honor wonder lovely happy paddy jo ed mo di li su vi bo wu xu yu
    """.split(),
)
SHORT_NAMES = frozenset("jo ed mo di su vi bo li wu xu yu ng ade".split())  # with a capital inside a sentence
MONTHS = frozenset("april august june may sunday summer autumn".split())
ALSO_VERBS = frozenset("will may mark sue rob rich frank pat drew hope chase grant bill rose jack nick tom".split())
# Without a capital these are things, whatever stands around them.
THINGS = MONTHS | frozenset(
    """
    art bill chance gift goodness dean cliff crystal charity chase dick cherry ginger peace justice earl guy melody
    miles noble ivory herb heath harmony progress favour honour glory christian memory promise praise talent beauty
    trinity graham grant ford nan ken page sage basil olive bright happy wonder lovely heaven ed mo di li su vi bo
    wu xu yu fay don sydney chelsea jordan georgia victoria rose jean tang holly
    """.split()
)
# Little words of the languages that staff write in beside English: Hindi, Urdu, Punjabi, Bengali, French, Spanish,
# Portuguese, Italian, German, Polish, Romanian, Welsh, Tagalog, Swahili, Yoruba, Turkish, Somali.
ABROAD = frozenset(
    """
    kya hai hain ka ki ke ko mein main nahi nahin koi baat karta karte karti karna karun aur par pe se yeh ye woh
    kaise kaisa kyun kyu kab kahan kaun mera meri mere hamara hamare hamari aap aapka tum tumhara hum bhi tha thi
    kuch sab liye bare batao chahiye hota hoti raha rahi gaya kis kisi kare ami amra amar amader tumi apni kore koro
    kobe keno kivabe ki kintu ache eta ota bolte bujhi kar korbo jonno dana sanu sada tusi assi vich kithe kiven
    comment pourquoi quoi que qui quand est sont dans mon ma mes notre nos votre vos leur les une des du sur avec
    sans pour pas ne je nous vous ils elle cette ce ces peut faire parler conseil signifie como porque por para con
    sin sobre cual quien donde cuando una unos las los del mi mis nuestro nuestra puede hacer qué cómo não nao uma
    dos das nos nossa nosso fazer quando onde come perche perché cosa della nel nella sono wie was ist sind nicht
    der die das den dem ein eine und oder mit für fur von zu auf wir ihr sie jak czy nie się sie dla jest są sa w z
    na o gdzie dlaczego mogę moge ce cum pentru care unde este sunt noi în cu despre sut mae yn yng tak kab tab gyda
    gyda'r beth pam ydy oes oes gennych chi ni fy ein eich y yr i'r o'r am ar codi hiliaeth bwrdd ang mga ng sa ano
    paano bakit siya kami tayo natin namin hindi wala may po ba kung jinsi gani nini kwa ya wa na ni kwamba vipi
    bawo ni se kini nasıl nasil neden nedir ne bir ve ile için icin waa maxay sidee maxaa oo iyo braquer racisme
    """.split()
) - frozenset(
    "was die den come may main par sure now what o w z i'm am not dos sin con son hum ache an sada nos pas".split()
)
# Pieces of which names are made in East and South East Asia, with a hyphen: "Min-jun", "Wai-man".
SYLLABLES = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh|ts|hs|kw|ng|ky|by|hy|my)?"
    r"(?:a|ai|an|ang|ao|e|ei|en|eng|er|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|u|ua|uai|uan|uang|ui|un|uo|oo|ee|eo|eu|eun|eong|yeon|yeong|oon"
    r"|ae|ah|ek|ik|uk|ok|at|it|im|am|um|ul|il|ay|oy|y|yu|ye|yo|eung|oi|aw|ow)"
)
NO_SYLLABLES = frozenset(
    "in on to so no me my we be do he she go can man long sing up it at an a i am by hi see too how now way day lay "
    "pay say bow row tow sew ha bye win sit hit kit bit ten".split()
)

# Bodies and firms that are asked and read in public.
BODIES = (
    "nuffield trust", "prince trust", "princes trust", "king trust", "nuffield foundation", "health foundation",
    "joseph rowntree foundation", "wellcome trust", "runnymede trust", "florence nightingale foundation",
    "national voices", "healthwatch", "capsticks", "hempsons", "hill dickinson", "browne jacobson", "bevan brittan",
    "mills and reeve", "mills & reeve", "beachcroft", "dac beachcroft", "weightmans", "kennedys", "dla piper",
    "ward hadaway", "deloitte", "kpmg", "pwc", "mckinsey", "grant thornton", "good governance institute", "acas",
    "ipsos", "ipsos mori", "picker institute", "mind", "stonewall", "macmillan", "marie curie", "brap",
    "race on the agenda", "business in the community", "equality trust", "sickle cell society", "five x more",
    "fivexmore", "birthrights", "race equality foundation", "patients association", "general medical council",
    "care quality commission", "resolution foundation", "institute for fiscal studies", "ombudsman",
    "mary seacole trust", "windrush foundation", "stephen lawrence foundation", "lloyds bank foundation",
    "carnegie trust", "kings fund", "barnardo's", "barnardos", "nacro", "liberty", "thomson reuters", "harvard", "bmj",
    "lancet",
)  # fmt: skip
# After whom reports, inquiries, laws and trainings are called, beside a word for one.
REPORTS = frozenset(
    """
    angiolini berwick bichard boorman casey cavendish chilcot climbie cumberlege darzi donaldson fenton francis fuller
    grenfell hewitt hillsborough kark kerslake kirkup kline lammy lampard laming letby leveson macpherson marmot mcgowan
    mcpherson messenger morecambe nolan ockenden ockendon parekh paterson saville scarman sewell shipman swann thirlwall
    timpson topol wachter wessely winsor
    """.split()
)

# Whose family name is a given name of others: alone it is theirs.
GIVEN_TOO = frozenset(
    "emmanuel daniel charles gabriel bryan douglas ross rosa mitchell taylor saad may francis martin".split()
)

# Who is spoken of in public whether or not the knowledge names them.
PUBLIC = (
    "nelson mandela", "martin luther king", "malcolm x", "rosa parks", "maya angelou", "george floyd", "barack obama",
    "michelle obama", "stephen lawrence", "doreen lawrence", "mary seacole", "florence nightingale", "nye bevan",
    "aneurin bevan", "rosalind franklin", "desmond tutu", "angela davis", "james baldwin", "bell hooks", "audre lorde",
    "toni morrison", "ibram x kendi", "ibram kendi", "robin diangelo", "reni eddo-lodge", "layla saad",
    "david olusoga", "afua hirsch", "akala", "nova reid", "binna kandola", "peggy mcintosh", "kimberle crenshaw",
    "kimberlé crenshaw", "jack welch", "michael marmot", "michael west", "david lammy", "tony sewell", "louise casey",
    "gordon messenger", "john mann", "william macpherson", "john parker", "wes streeting", "jim mackey",
    "amanda pritchard", "simon stevens", "keir starmer", "boris johnson", "rishi sunak", "nigel farage",
    "donald trump", "enoch powell", "theresa may", "diane abbott", "ruby mcgregor", "donna ockenden", "robert francis",
    "lucy letby", "lord nolan", "king charles", "edith cavell", "olaudah equiano", "habib naqvi", "donna kinnair",
    "marie gabriel", "roger kline", "yvonne coghill", "maggie aderin", "oliver mcgowan", "bill kirkup", "ara darzi",
    "bob kerslake", "lord scarman", "bruce keogh", "kate lampard", "lord darzi", "lord kerslake", "lord mann",
    "marcus rashford", "sarah everard", "chris kaba",
)  # fmt: skip
# And who is only with the whole name, as the family name is that of many.
IN_FULL = (
    "kevin fenton", "martha mills", "lord carter", "tom kark", "learie constantine", "chimamanda ngozi adichie",
    "chimamanda adichie", "chimamanda", "reni eddo lodge", "eddo lodge", "isabel wilkerson", "ta nehisi coates",
    "verna myers", "ruth hunt", "victor adebowale", "lord adebowale", "joan saddler", "nola ishmael",
    "trevor phillips", "baroness lawrence", "lady lawrence", "kamila hawthorne", "navina evans", "andrea sutcliffe",
    "nazir afzal", "ijeoma omambala", "amy edmondson", "edgar schein", "patrick lencioni", "simon sinek",
    "brene brown", "brené brown", "malcolm gladwell", "daniel kahneman", "iris bohnet", "gordon allport",
    "derald wing sue", "paul gilroy", "stokely carmichael", "bernie grant", "paul boateng", "bernard coard",
    "kehinde andrews", "emma dabiri", "john amaechi", "sathnam sanghera", "gary younge", "bernardine evaristo",
    "benjamin zephaniah", "linton kwesi johnson", "nikesh shukla", "anton emmanuel", "jacqui dyer", "lade smith",
    "partha kar", "ian paterson", "harold shipman", "valdo calocane", "grenfell", "enid blyton",
    "emmeline pankhurst", "mahatma gandhi", "winston churchill", "cecil rhodes", "edward colston", "kofi annan",
    "frederick douglass", "harriet tubman", "sojourner truth", "raheem sterling", "bukayo saka", "lewis hamilton",
    "colin kaepernick", "meghan markle", "kemi badenoch", "suella braverman", "sajid javid", "matt hancock",
    "jeremy hunt", "penny dash", "charlie massey", "ruth may", "duncan burton", "rachel dolezal", "breonna taylor",
    "ahmaud arbery", "trayvon martin", "olaseni lewis", "seni lewis", "rocky bennett", "david rocky bennett",
)  # fmt: skip


def read_list(path: Traversable) -> frozenset[str]:
    """The words of a list; lines that begin with # are left out."""
    lines = path.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def listed_names() -> frozenset[str]:
    """Names that are nothing else; read when they are first needed."""
    return _shipped("names")


@cache
def more_words() -> frozenset[str]:
    """Words that the list of common words lacks; read when they are first needed."""
    return _shipped("words")


def _shipped(name: str) -> frozenset[str]:
    return read_list(importlib.resources.files("bot") / "redaction" / f"{name}.txt")
