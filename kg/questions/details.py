"""Words that narrow a question though no type, party or topic stands for them: "the grain deal", "refused to sign".

PLOVER's types are broad: what was rejected, demanded or released is told by the sentence only. Such words are looked
for there, and a question is declined if no sentence of the graph has them.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.lexicon import Lexicon
from kg.questions.reading import Detail, Wanted
from kg.questions.triggers import Trigger
from kg.questions.vocabulary import Vocabulary

# Types that say little without their object: of a demand or refusal one asks what it was about.
_BROAD = frozenset("REJECT REQUEST SUPPORT COOPERATE CONCEDE AID ACCUSE THREATEN".split())
# Modes of which the same is true.
_BROAD_MODES = frozenset(
    (("RETREAT", "release"), ("SANCTION", "convict"), ("COERCE", "arrest"), ("ACCUSE", "disapprove"))
)
_HAPPENING = frozenset("happen occur be".split())
# Verbs that carry what somebody receives ("won support"), but not what he does ("won the war").
_GAINING = frozenset("win gain get earn attract draw".split())
_POS = {"VERB": "v", "NOUN": "n", "ADJ": "a", "ADV": "a"}
_WITHIN = ("xcomp", "ccomp", "acl", "advcl", "pcomp")
_BEFORE_ADJECTIVE = frozenset("most more least less very so too".split())


class Details:
    """What counts as a detail in one question.

    Parameters
    ----------
    found : Trigger
        The word that names the events.
    """

    def __init__(self, doc: Doc, found: Trigger, wanted: Wanted, lexicon: Lexicon, words: Vocabulary) -> None:
        self._doc, self._found, self._wanted = doc, found, wanted
        self._lexicon, self._words = lexicon, words

    def of(self, token: Token) -> Detail:
        """The word, with how those begin that mean it."""
        lemma = token.lemma_.lower()
        known = self._words.families.get(lemma)
        stem = lemma[:-1] if len(lemma) > 4 and lemma[-1] in "ey" else lemma
        return Detail(word=token.lower_, stems=known or (stem,))

    def narrows(self, token: Token) -> bool:
        """Does a word that goes with the trigger say more than the type and mode of the events?"""
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB":
            return self._wanted.types[:1] != ("CONSULT",) and self.is_within(token) and not self._is_cue(lemma)
        if token.pos_ != "NOUN" or self._names_the_events(lemma):
            return False
        broad = any(
            t in _BROAD or (t, m) in _BROAD_MODES for t in self._wanted.types for m in self._wanted.modes or ("",)
        )
        return broad or (lemma in self._words.families and self._wanted.types[:1] == ("AGREE",))

    def goes_with(self, token: Token) -> bool:
        """Is a word part of how the events are named, and says nothing more ("held talks", "expelled diplomats")?"""
        lemma, found = token.lemma_.lower(), self._found
        if token.pos_ in ("NOUN", "VERB") and self.narrows(token):
            return False
        said = {w for e in found.fitting for c in e.where if not c.negated for w in c.words}
        rows = [e for pos in ("n", "v") for e in self._lexicon.entries.get((lemma, pos), ())]
        if lemma in said or token.lower_ in said or any(e.type in self._wanted.types for e in rows):
            return True  # "met for talks", "signed an agreement"
        if lemma in _HAPPENING or (lemma, _POS.get(token.pos_, "")) in self._lexicon.cues:
            return True
        if lemma in self._lexicon.light:
            return not (lemma in _GAINING and "ASSAULT" in self._wanted.types)
        with_people = found.entry.type in ("MOBILIZE", "SANCTION") and token.head == found.slots.trigger
        kinds = (kind for kind, _ in self._lexicon.nouns.get(lemma, ()))
        return with_people and any(kind in ("institution", "persons") for kind in kinds)

    def mode_of(self, token: Token) -> str:
        """The way of meeting that a noun beside the trigger names ("calls"); empty for none."""
        ways = {cue.mode for kind in self._wanted.types for cue in self._lexicon.modes_anywhere(kind)}
        rows = self._lexicon.entries.get((token.lemma_.lower(), "n"), ()) if token.pos_ == "NOUN" else ()
        bare = (e for e in rows if not any(c.kind in ("cue", "mod") and not c.negated for c in e.where))
        return next((e.mode for e in bare if e.type in self._wanted.types and e.mode in ways and e.mode), "")

    def stands_for_itself(self, token: Token) -> bool:
        """May a word that nothing else accounts for be looked for in the sentences?"""
        if token.pos_ == "NOUN":
            lemma = token.lemma_.lower()
            inside = any(self.is_within(t) for t in token.ancestors if t.pos_ == "VERB")
            return inside or (lemma not in self._words.kinds and lemma not in self._words.columns)
        if token.pos_ == "ADJ":
            beside = self._doc[token.i - 1].lower_ if token.i else ""
            return token.dep_ in ("amod", "compound") and beside not in _BEFORE_ADJECTIVE
        return token.pos_ == "VERB" and self.narrows(token)

    def is_within(self, token: Token) -> bool:
        """Is a verb part of what the trigger is about ("threatened to leave")?"""
        while token.dep_ in _WITHIN:
            token = token.head
            if token == self._found.slots.trigger:
                return True
        return False

    def _is_cue(self, lemma: str) -> bool:
        """Did the word choose the mode of the events?"""
        return any(c.kind == "cue" and lemma in c.words and e.mode for e in self._found.fitting for c in e.where)

    def _names_the_events(self, lemma: str) -> bool:
        rows = self._lexicon.entries.get((lemma, "n"), ())
        if "meet" in self._wanted.modes and any(e.type == "CONSULT" for e in rows):
            return True
        modes = set(self._wanted.modes)
        return any(e.type in self._wanted.types and (e.mode is None or not modes or e.mode in modes) for e in rows)
