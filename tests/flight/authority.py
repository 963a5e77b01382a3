"""Golden rows from tests/authorities, as dictionaries; lines that begin with # tell their origin."""

import csv
from pathlib import Path

AUTHORITIES = Path(__file__).parent.parent / "authorities"


def rows(name: str) -> list[dict[str, str]]:
    lines = (AUTHORITIES / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
