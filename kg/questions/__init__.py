"""Questions in English to the graph: a question is a sentence with a hole in it.

It goes through the same parse, names, roles, dates and event lexicon as an article, becomes a `Reading` with open
slots, and that becomes SPARQL. What has no reading is declined.
"""

from kg.questions.answering import answer
from kg.questions.columnar import InColumns
from kg.questions.reading import Reading
from kg.questions.reply import Answer

__all__ = ["Answer", "InColumns", "Reading", "answer"]
