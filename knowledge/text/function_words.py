"""Words that hold a question together, point back, or ask for material: they say nothing of what it is about."""

from __future__ import annotations

from knowledge.text.vocabulary import stems

POINTERS = frozenset("it its that this they them those these there one ones same".split())
MATERIAL = frozenset(
    stems(
        (
            "resource resources material materials reading literature library link links document documents "
            "publication publications recommend suggest anything something stuff item items doc docs pack "
            "things thing choose pick beforehand"
        ).split()
    )
)
SHORT = frozenset(stems(("short shorter shortest quick quicker brief briefer minutes minute mins quickly").split()))
NEWEST = frozenset(stems(("newest newer latest recent new recently").split()))
OLDEST = frozenset(stems(("oldest earliest").split()))
FILLER = frozenset(
    stems(
        (
            "a an the of on in for to by with about from and or is are was were be been do does did have has had "
            "you your i me my we us our it its this that these those there here what which who whom when where "
            "why how can could would should may might will please some any all one ones more most else other "
            "another give get got show find list tell send share see look need want like recommend suggest know "
            "available made make produced published written wrote write came come out at as not no so just if "
            "also too into over than then them they their he she his her good best useful practical relevant "
            "specific particular particularly especially really very bit thing things kind sort thanks hi hello "
            "hey anyone someone everyone anybody somebody done already ever yet still now between date dated "
            "start year years covering cover discuss ideally"
        ).split()
    )
)
LEAST_OF_ALL = frozenset(  # say something of a wish or of its writer, and nothing of what it is about
    stems(
        (
            "only just nothing none not never first order top please sort sorted under within "
            "im ive id ill weve were youve"
        ).split()
    )
)
