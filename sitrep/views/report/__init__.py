"""`sitrep report`: a written situation report, in the manner of OCHA's.

`content` chooses what is told, `document` puts it into words, `markdown` and `html` print the words, `form` the facts.
"""
