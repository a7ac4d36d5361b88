"""The nouns of the house: frozen values, no I/O, no clock, no regular expressions.

Everything that flows from a feed to a screen is one of these. They are msgspec structs, so the same value crosses the
worker's pipe, lies in the journal and is compared in a test without a second form. JSON for users is made from them in
`sitrep.views`, never here. Those that can hold no ring are kept out of garbage collection (`gc=False`): a store holds
millions of them.
"""
