"""What holds for every test: timings belong to `make bench`, so no example fails for a machine that is busy."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
