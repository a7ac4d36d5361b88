"""The network's edge: bytes in, articles and feed health out."""
