"""The names that could be taken for words, from names.txt, and the words around names: titles, particles, roles.

All other names are known by being no words. `benchmarks.name_lists` makes names.txt.
"""

from __future__ import annotations

import importlib.resources
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
    pepper pierce pike pope poppy porter potter power precious preston price prince proctor prudence queen randy
    ray read reed rice rich rob rock rod roman rose sage sandy santiago savage sharp sharpe shepherd short silver
    singer skinner skip slater smart spring stanley steel steele sterling stone street summer summers sun sunday
    sunny sunshine swift sydney tanner trinity tucker turner valentine verity victoria walker wall ward warner
    waters weaver wellington wells west weston wheeler white whitehead will willow winter winters wise wood woods
    worth wright young
    """.split()
)

# Names that stand for a thing more often than for somebody: without a cue they need a capital, or a name beside them.
MOSTLY_WORDS = frozenset(
    """
    aurora barry basil bray brent brook carol chang chester clement collet costa dale daisy dee dolly don eve fay flora
    fowler franklin gasser gill graham grant gray harper hazel holly holt iris ivy jack jade jay jean jerry jess joey
    ken kern kirk lam lester lily lin lincoln loos mandy marina mark martin max mercer mike mona morris nan nick norm
    olive otto palmer pam pat petit pollard rad rand ray rex rob robin rosario rosemary ruby sandy sol sola sue tang
    terry tiffany tom tony toby vera victor vida viola violet wade weber webster wesley
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
# Who is spoken of in public whether or not the knowledge names them.
PUBLIC = (
    "nelson mandela", "martin luther king", "malcolm x", "rosa parks", "maya angelou", "george floyd", "barack obama",
    "michelle obama", "stephen lawrence", "doreen lawrence", "mary seacole", "florence nightingale", "nye bevan",
    "aneurin bevan", "rosalind franklin", "desmond tutu", "angela davis", "james baldwin", "bell hooks",
    "audre lorde", "toni morrison", "ibram x kendi", "ibram kendi", "robin diangelo", "reni eddo-lodge",
    "layla saad", "david olusoga", "afua hirsch", "akala", "nova reid", "binna kandola", "peggy mcintosh",
    "kimberle crenshaw", "kimberlé crenshaw", "jack welch", "michael marmot", "michael west", "david lammy",
    "tony sewell", "louise casey", "gordon messenger", "john mann", "william macpherson", "john parker",
    "wes streeting", "jim mackey", "amanda pritchard", "simon stevens", "keir starmer", "boris johnson",
    "rishi sunak", "nigel farage", "donald trump", "enoch powell", "theresa may", "diane abbott", "ruby mcgregor",
    "donna ockenden", "robert francis", "lucy letby", "lord nolan", "king charles", "edith cavell", "olaudah equiano",
    "habib naqvi", "donna kinnair", "marie gabriel", "roger kline", "yvonne coghill", "maggie aderin",
    "lord mann", "marcus rashford", "sarah everard", "chris kaba",
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
