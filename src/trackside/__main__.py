"""`python -m trackside` is the same as `trackside`."""

import sys

from trackside.cli import main

sys.exit(main())
