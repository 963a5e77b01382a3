"""What holds for every test: no deadline on a property, so that a busy machine fails nothing."""

from hypothesis import settings

settings.register_profile("trackside", deadline=None)
settings.load_profile("trackside")
