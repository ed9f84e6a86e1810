"""A back-off that was trained: what a verb or noun tells where no row of the lexicon holds."""
