"""Where a launch started and which way it flew, as far as the words and the gazetteer allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trackside.assess.assessment import Aim
from trackside.earth import Gazetteer, Place
from trackside.earth.geodesic import leg
from trackside.record import Claim, Launch

COMPASS_DEG = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
# A ring drawn from the middle of a country that reaches farther than this says nothing about who lies within.
FROM_THE_MIDDLE_M = 400_000.0
# A named coast, island or town fixes a bearing; a whole sea only a rough one, so it comes after them.
_ROUGH = "sea"
# What is as wide as it is far (an ocean) lies in no direction: about forty degrees either way is the most that helps.
WIDEST_AIM = 0.8


def locate(launch: Launch, gazetteer: Gazetteer) -> Place | None:
    """The best-supported site that the gazetteer knows in the launching country, rather than its region; or None."""
    finding = launch.finding("site")
    said = [str(p.value) for p in finding.positions] if finding else []
    names = [*said, *(m.site for m in launch.mentions if m.site)]
    found = gazetteer.site_in(names, country=launch.country)
    return found[1] if found else None


def homeland(launch: Launch, gazetteer: Gazetteer) -> Place | None:
    """The middle of the launching country, where its every corner is near enough to draw a ring from there, or None."""
    country = next((c for c in gazetteer.countries if c.iso2 == launch.country), None)
    middle = gazetteer.find(country.name, kinds=("country",))[:1] if country else ()
    near = [p for p in middle if p.uncertainty_m <= FROM_THE_MIDDLE_M]
    return replace(near[0], name=f"the middle of {near[0].name}") if near else None


def heading(launch: Launch, site: Place | None, gazetteer: Gazetteer) -> Aim | None:
    """The direction of flight: towards a named landing feature, else by a compass word; None when neither is told."""
    landings = [c for c in launch.claims if c.attribute == "landing" and c.modality != "denied"]
    aims = list(_towards(landings, site, gazetteer)) if site else []
    firm = [a for kind, a in aims if kind != _ROUGH]
    by_word = list(_by_word(launch))
    rough = [a for kind, a in aims if kind == _ROUGH]
    return next(iter([*firm, *by_word, *rough]), None)


def _towards(landings: list[Claim], site: Place, gazetteer: Gazetteer) -> Iterator[tuple[str, Aim]]:
    for claim in landings:
        for place in gazetteer.named_in(str(claim.value)):
            found = leg(site.lat_deg, site.lon_deg, place.lat_deg, place.lon_deg)
            if place.uncertainty_m > WIDEST_AIM * found.distance_m:
                continue
            yield place.kind, Aim(found.azimuth_deg, f"towards {place.name}, named as where it fell", (claim,))


def _by_word(launch: Launch) -> Iterator[Aim]:
    finding = launch.finding("direction")
    for p in finding.positions if finding else ():
        word = str(p.value).lower()
        if word in COMPASS_DEG:
            yield Aim(COMPASS_DEG[word], f"“{word}”, as announced", p.claims)
