"""Checks too long or too heavy for `make test`: run by `make soak`. Each fails loudly."""
