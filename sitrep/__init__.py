"""sitrep: who was struck, how many, who says so. See ARCHITECTURE.md for the way through the house."""

__version__ = "0.1.0"
