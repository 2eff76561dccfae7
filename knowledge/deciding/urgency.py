"""Whether a life may be at risk: words after which urgent help stands first.

A rule and not a model, so that whoever keeps the assistant can read it. One such word is enough; it only changes the
order of a support reply, and never makes one.
"""

from __future__ import annotations

import re

from knowledge.text.question import Question

URGENT = re.compile(
    r"\b(?:suicid\w*|kill|killed|die|dying|dead|overdos\w*|(?:took|taken|take|swallowed) (?:\w+ ){0,4}(?:pills|tablets)|(?:took|taken|take|taking) (?:my|his|her|their) own li(?:fe|ves)|jump|knife|weapon|danger|hang myself|harm\w* (?:myself|herself|himself|themselves)|"
    r"hurt (?:myself|herself|himself|themselves)|cant go on|can not go on|cannot go on|go on like this|end(?:ing)? (?:it|it all|my life|her life|his life)|"
    r"no point (?:in )?(?:living|being here|going on|carrying on)|not (?:want to )?be here|dont want to be here|better off without me|"
    r"(?:notice|care|miss me) if i (?:was|were) (?:gone|dead)|nothing (?:left )?to live for|nobody would miss me|no one would miss me|(?:dont|do not|cant|can not|cannot) see (?:the|a|any) (?:point|way out)|want to disappear|not wake up|not (?:to )?exist(?:ing)?|easier (?:to|if i (?:did|do) )?not (?:to )?(?:exist|be here|wake)|hopeless|(?:can|cannot|could not) carry on|carry on (?:for )?much longer|feel like giving up|put my affairs in order|alive)\b"
)


def is_urgent(question: Question) -> bool:
    """Does the message sound as if a life may be at risk?"""
    return bool(URGENT.search(" ".join(question.corrected)))
