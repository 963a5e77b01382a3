"""Earth: where things are, how far apart, what they are called, whose ground it is.

takes       names, points, rings, positions in time
gives       Place, Track, Bundle, Region, Gazetteer, Country, Land; load_gazetteer(), load_land(); geodesic
may import  measure, moment, errors
data        earth/data (places, sites, features, countries, outlines; SOURCES.toml)
proof       tests/earth
"""

from typing import TYPE_CHECKING

from trackside.earth import geodesic
from trackside.earth.gazetteer import KINDS, TELLING_KINDS, Country, Gazetteer, fold, load_gazetteer
from trackside.earth.place import Place
from trackside.earth.track import Bundle, Track

if TYPE_CHECKING:
    from trackside.earth.land import Land, Outline, load_land
    from trackside.earth.region import Region, region_inside, whole_globe, without
else:
    # Region and Land stand on shapely, which takes as long to load as all the rest: it waits until one is asked for.
    _LATER = {
        **dict.fromkeys(("Land", "Outline", "load_land"), "land"),
        **dict.fromkeys(("Region", "region_inside", "whole_globe", "without"), "region"),
    }

    def __getattr__(name):
        """The nouns that stand on shapely, imported when first asked for."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"trackside.earth.{_LATER[name]}"), name)


__all__ = [
    "KINDS",
    "TELLING_KINDS",
    "Bundle",
    "Country",
    "Gazetteer",
    "Land",
    "Outline",
    "Place",
    "Region",
    "Track",
    "fold",
    "geodesic",
    "load_gazetteer",
    "load_land",
    "region_inside",
    "site_names",
    "whole_globe",
    "without",
]
