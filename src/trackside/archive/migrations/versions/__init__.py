"""One revision a module, in order."""
