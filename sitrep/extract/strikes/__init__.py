"""Article -> strikes: who hit what, where, when, with which weapon, and who says so."""
