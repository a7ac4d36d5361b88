"""What stands behind a row: the sentences, the voices and the rules, as a page of plain text with roles."""
