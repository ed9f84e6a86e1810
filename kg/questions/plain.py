"""A question without its politeness: "Could you tell me who called Putin, please?" asks "who called Putin"."""

from __future__ import annotations

import re

_BEGINNINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:please|hello|hi|hey|ok|okay|so|and|well|now)\b[, ]+",
        r"(?:can|could|would|will) you (?:please |kindly )?(?=tell|show|list|give|find|name)",
        r"(?:do (?:you|we) know|is it known|i(?:'d| would) like to know|i (?:want|need) to know|i wonder)\b[, ]+",
        r"(?:in|from) (?:the|this) (?:graph|articles|news|reports|data)\b[, ]+",
    )
)  # fmt: skip
_ORDER = re.compile(
    r"(?:(?:tell|show|give|find)(?: me| us)?|list|name|enumerate)\b(?: (?:a|the) list of)?(?: all| every)*"
    r"(?: of| about)?(?: the)? +",
    re.IGNORECASE,
)
_ENDINGS = re.compile(
    r"[\s?!.;,]+\Z|[, ]+(?:please|so far|(?:according to|in) the (?:articles|reports|graph))(?=[\s?!.]*\Z)",
    re.IGNORECASE,
)
_SHORT = (
    (re.compile(r"\b(who|what|when|where|how)['’]s\b", re.IGNORECASE), r"\1 is"),
    (re.compile(r"\b(did|do|does|has|have|had|was|were|is|are)n['’]t\b", re.IGNORECASE), r"\1 not"),
    (re.compile(r"\b(who|what|when|where)['’]d\b", re.IGNORECASE), r"\1 did"),
    (re.compile(r"\b(who|whom|what|where) else\b", re.IGNORECASE), r"\1"),
)
# "Who are the leaders that discussed X" and "name the leaders who discussed X" ask which leaders did.
_ARE_THE = re.compile(
    r"(?:who|which|what)(?: is| are| was| were) (?:all )?(?:the|those) ((?:[^\W\d_]|[- ])+?) (?:who|that|which) ",
    re.IGNORECASE,
)
# "Who was the first to visit X" asks who first visited it.
_TO_DO = re.compile(
    r"(?P<who>who|which [^\W\d_]+|what [^\W\d_]+) (?:is|are|was|were) the (?P<order>first|last|latest)"
    r"(?: (?P<noun>(?:[^\W\d_]|[- ])+?))? (?:to|who|that) (?:have )?(?=[^\W\d_]+ )",
    re.IGNORECASE,
)
_GOING_TO = re.compile(r"\b(?:is|are) ((?:[^\W\d_]|[- ])+?) going to\b", re.IGNORECASE)
_CONCERNS = re.compile(
    r"(?:what|how) about (?=\w)|what (?:is|was) (?:there|known|told|reported) (?:of|about) |"
    r"what (?:does|do) (?:the )?(?:graph|articles?|dispatch(?:es)?|reports?|texts?) (?:say|tell|report|know|have)"
    r"(?: us)? (?:of|about|on) |(?:tell|show)(?: me| us) (?:everything |all |more )?about (?=\w)",
    re.IGNORECASE,
)
# "Tell me about the calls between X and Y" orders a list of them.
_SEVERAL = re.compile(
    r"(?:the |all |any )*(?:[a-z]+ )?[a-z]+s (?:in|between|of|with|by|since|on|during|among) ", re.IGNORECASE
)
_EVERYTHING = re.compile(r"(?:everything|anything|all)(?: that| which)? happened\b", re.IGNORECASE)
_ONES = re.compile(r"((?:[^\W\d_]|[- ])+?),? (?:who|that|which) ", re.IGNORECASE)
_WH = re.compile(
    r"(?:who|whom|whose|which|what|when|where|how|if|whether|with|to|on|about|in|by|at|between)\b", re.IGNORECASE
)
# "Which year saw the most calls" asks in which year they were; "any calls?" whether there were.
_SAW = re.compile(
    r"(?:which|what) (?P<when>year|month) (?:saw|had|witnessed|brought) (?P<order>the (?:most|fewest|least)) ",
    re.IGNORECASE,
)
_ANY = re.compile(r"any (?=[^\W\d_]+s\b)", re.IGNORECASE)
# "Everyone whom X has met" is whom X has met.
_EVERYONE = re.compile(
    r"(?:everyone|everybody|anyone|those|(?:the )?people)(?: (?P<who>who|whom|that))? (?P<rest>\S.*)\Z", re.IGNORECASE
)
_HAS = re.compile(r"(?P<who>[^\W\d_].*?) (?P<has>has|have|had) (?P<did>[^\W\d_]+)", re.IGNORECASE)
_SEEN = re.compile(
    r"(articles?|reports?|stories|texts?|dispatches) (about|on|of|covering|reporting|mentioning|that mention) ",
    re.IGNORECASE,
)


def plain(question: str) -> tuple[str, bool]:
    """The question alone, and whether it orders a list ("list the calls ...")."""
    text = " ".join(question.replace("“", '"').replace("”", '"').strip().strip('"').split())
    for short, full in _SHORT:
        text = short.sub(full, text)
    before = None
    while before != text:
        before = text
        text = _ENDINGS.sub("", text)
        for beginning in _BEGINNINGS:
            match = beginning.match(text)
            if match and match.end() < len(text):
                text = text[match.end() :]
    concerns = _CONCERNS.match(text)
    if concerns:
        if _SEVERAL.match(text, concerns.end()):
            return text[concerns.end() :], True
        return f"what happened about {text[concerns.end() :]}", False
    ordered = _ORDER.match(text)
    if ordered:
        text = text[ordered.end() :]
        if _EVERYTHING.match(text):
            return _EVERYTHING.sub("what happened", text), False
        everyone = _EVERYONE.match(text)
        if everyone:
            return _of_people(everyone["rest"]), False
        seen = _SEEN.match(text)
        if seen:
            return f"which articles mention {text[seen.end() :]}", False
        ones = _ONES.match(text)
        if ones and not _WH.match(text):
            return f"which {ones.group(1)} {text[ones.end() :]}", False
    text = _ANY.sub("were there any ", text) if _ANY.match(text) else text
    saw = _SAW.match(text)
    if saw:
        return f"in which {saw['when']} were {saw['order']} {text[saw.end() :]} held", False
    are_the = _ARE_THE.match(text)
    if are_the:
        text = f"which {are_the.group(1)} {text[are_the.end() :]}"
    first = _TO_DO.match(text)
    if first:
        who = f"which {first['noun']}" if first["noun"] else first["who"]
        text = f"{who} {first['order']} {text[first.end() :]}"
    text = _GOING_TO.sub(r"will \1", text)
    return text, bool(ordered) and not _WH.match(text)


def _of_people(text: str) -> str:
    """What is said of people ("called X", "X has met") as the question who they are."""
    has = _HAS.match(text)
    if has:
        return f"whom {has['has']} {has['who']} {has['did']}{text[has.end() :]}"
    return f"who {text}"
