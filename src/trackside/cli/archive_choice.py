"""What several verbs of `trackside archive` choose by: a day, a country."""

from __future__ import annotations

import datetime as dt

from trackside.earth import Gazetteer
from trackside.errors import BadInput


def chosen_day(option: str, given: str | None) -> dt.date | None:
    """The day that an option names; None where it is not given."""
    if not given:
        return None
    try:
        return dt.date.fromisoformat(given)
    except ValueError as error:
        raise BadInput(f"{option} {given}", "is no day of the calendar", f"write {option} 2022-03-24") from error


def chosen_country(given: str | None, gazetteer: Gazetteer) -> str:
    """The code of the country that ``--country`` names, by name or code; empty where it is not given."""
    if not given:
        return ""
    found = gazetteer.country(given) or gazetteer.country(given.upper())
    if found is None:
        raise BadInput(f"--country {given}", "is no country known here", "write its code or name: --country KP")
    return found.iso2
