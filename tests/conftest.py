"""What holds for every test: no deadline on a property, and in CI the same examples every time."""

import os

from hypothesis import settings

# A busy machine fails nothing; what passed once in CI passes again there, while people's runs go on searching.
settings.register_profile("trackside", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("trackside")
