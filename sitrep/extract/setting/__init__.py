"""Where and when a claim happened, by the words around it."""
