"""Events that no row of the lexicon tells, as learnt from annotated texts.

A row says what must stand around a word for it to tell an event. On prose that nobody wrote rules for, half of what is
missed has such a word and names all who take part, but around them stands something else. Here linear models, trained
on annotated texts, say how likely a word tells an event of a type (`deeds`) and who of those named in its sentence
acts or is acted upon (`roles`). They are asked only about sentences of which no row has told anything, and `proposals`
takes what is likely enough. `weights` has what was learnt, in `seeds/learnt/weights.npz`; `python -m bench.learn`
learns it anew.
"""
