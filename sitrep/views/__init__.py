"""Board -> rows, evidence, printed forms and reports; plain data, no terminal."""
