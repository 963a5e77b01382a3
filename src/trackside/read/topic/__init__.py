"""Languages that name the topic first and say who speaks and how surely at the end: one grammar, words from data."""
