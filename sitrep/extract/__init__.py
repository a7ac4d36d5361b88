"""Article -> claims, one file a kind. `read` joins them."""
