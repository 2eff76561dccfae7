"""Words that refuse what follows them ("other than", "not"), those that only seem to, and those that end it.

All are words as they are compared: lower case, without apostrophes (`don't` is `dont`).
"""

from __future__ import annotations


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(line.split()) for line in text.strip().splitlines())


# What follows these is refused, whatever it is.
PLAIN = _phrases("""
anything but
anyone but
anybody but
anything except
anywhere but
anywhere except
everything but
everything except
except for
except
excepting
excluding
with the exception of
other than
apart from
aside from
besides
but not
but no
rather not
sooner not
leave out
leaving out
left out
omit
minus
none by
none from
none for
none about
none with
neither
nowt by
nowt from
nothing by
nothing from
nothing about
nothing with
nothing on
nothing in
nothing like
not another
not by
not off
nor
dont come from
do not come from
does not come from
dont want
dont need
dont like
dont fancy
dont give me
dont show me
dont send me
dont suggest
dont recommend
dont include
do not want
do not need
do not like
do not fancy
do not give me
do not show me
do not send me
do not suggest
do not recommend
do not include
didnt want
did not want
wont read
wont watch
not after
not looking for
not interested in
not keen on
not fond of
not a fan of
not into
not in the mood for
no interest in
no need for
no time for
had enough of
i hate
i dislike
im fed up with
im sick of
im tired of
im bored of
im bored with
i am fed up with
i am sick of
i am tired of
i am bored with
spare me
do without
excl
save for
anyone save
anybody save
anything save
everything save
nothing to do with
not one of which is
not one of which are
none of which is
none of which are
nothing aimed at
nowt aimed at
nothing meant for
cant stand
cannot stand
cant face
cannot face
cant bear
""")

# These refuse a format, a publisher, a person or a title; a subject or a role only where something is asked for.
SOFT = _phrases("""
none of
not
isnt
arent
wasnt
werent
without
instead of
rather than
bar
no
nothing
no more
outside
never mind
not to
with no
""")

# Orders: they refuse at the beginning of a clause only; "how to avoid …" is a question.
ORDERS = _phrases("""
exclude
hold the
avoid
skip
forget
forget about
ignore
drop
""")
# What one has read already is refused where one asks for another.
DONE = _phrases("""
i have read
i have seen
i have heard
i have watched
i have done
ive read
ive seen
ive heard
ive watched
ive done
ive got
i know
we have read
we have seen
we have watched
we have done
weve read
weve seen
weve heard
weve watched
weve done
weve got
we know
""")
OTHERS = frozenset("other others else another already different further".split())
ALL = frozenset("anywhere everywhere anyone anybody everyone everybody anything everything any all".split())
EXCEPTING = frozenset("but bar save".split())  # after one of all
ORDERING = frozenset("but please lets let us and just also can you could".split())

# Before "not" these make it a plain statement: "boards that do not …".
STATING = frozenset(
    "do does did is are was were has have had can could should shall will would may might must am be been being "
    "why if whether dont i we you they he she there".split()
)
RELATING = frozenset("that which who whats thats its one ones".split())
# After "not" these refuse nothing: "not only", "not sure".
MEANT = frozenset(
    "only just sure yet enough always even necessarily really so very much many all every everyone been have know "
    "least being able my mine clear certain working available again whole knowing having quite merely simply "
    "heard seen read found until till".split()
)
# These may stand between a refusing word and what it refuses.
BETWEEN = frozenset(
    "a an the any another by from for with about on in of off to do those these this that written made published "
    "produced me us more some anything something things stuff yet your their his her its own our same usual single "
    "too like aimed at meant anyone anybody someone somebody read watch listen have send give show see get be long "
    "ones featuring talk either".split()
)
# These end what is refused.
TURNS = frozenset(
    "but only just instead please thanks thank ta cheers though although because as since which who i we you can "
    "could ideally if is are was were have has mind pal mate then today now would so what where how why show give "
    "send find tell except when while im ive id weve youre".split()
)
ONWARD = frozenset("for on about in by from since of with to after before that".split())  # after it, a wish goes on
JOINING = frozenset("or and nor".split())
# After a name, with "is" or "would be" before them or not, these refuse it: "podcasts excluded".
AFTER = _phrases("""
excluded
excepted
left out
aside
no use
no good
not wanted
not needed
the last thing
to death
did not make
did not write
did not publish
did not produce
didnt make
didnt write
didnt publish
didnt produce
""")
AROUND = _phrases("""
alone
out
""")  # … and these where "leave" or "keep" stands before it
LEAVING = frozenset("leave leaves leaving keep keeps keeping".split())
COPULAS = frozenset("is are was were would be of".split())
AFTERWARDS = frozenset(word for phrase in AFTER for word in phrase)
KNOWN = frozenset("seen read heard watched got done had".split())  # "the brap one, seen it"
POINTED = frozenset("one ones those stuff thing things".split())
LONG = frozenset("long lengthy".split())
OLD = frozenset("old older dated outdated stale ancient".split())
NOTHING = frozenset("nothing not no isnt arent without never".split())
REFUSING = NOTHING | {word for phrase in PLAIN | SOFT | ORDERS | DONE for word in phrase} - {
    "save",
    "hold",
    "one",
    "which",
}
WANTING = frozenset("want need like fancy".split())  # "I do not want to …" refuses only what is then read or heard
TAKING = frozenset("read watch listen see hear attend have be sit".split())
WHOLE = frozenset("whole entire full".split())  # "not the whole guide" is a part of it
