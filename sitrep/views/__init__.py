"""Board -> rows and JSON forms; plain data, no terminal."""
