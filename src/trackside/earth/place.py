"""`Place`: a named point on the globe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, final


@final
@dataclass(frozen=True, slots=True)
class Place:
    """A named point on the globe.

    Attributes
    ----------
    name : str
        The name to show.
    lat_deg, lon_deg : float
        Degrees, north and east positive.
    country : str
        ISO 3166 alpha-2 code; empty at sea or when unknown.
    kind : str
        ``site`` (a launch site), ``airport``, ``city``, ``town``, ``village``, ``county``, ``province``, ``country``,
        ``sea``, ``coast`` (a cape, a peninsula, an island), ``point`` (given as numbers).
    population : int
        People living there; 0 when unknown.
    uncertainty_m : float
        How far the point may be from what the name means: 0 for a pad, tens of kilometres for a province.
    source : str
        Where the fact comes from, as named in the folder's SOURCES.toml.
    """

    name: str
    lat_deg: float
    lon_deg: float
    country: str = ""
    kind: str = "point"
    population: int = 0
    uncertainty_m: float = 0.0
    source: str = ""

    @property
    def __geo_interface__(self) -> Mapping[str, Any]:
        """A GeoJSON feature (RFC 7946) of the point."""
        told = {"name": self.name, "country": self.country, "kind": self.kind, "population": self.population}
        point = {"type": "Point", "coordinates": (self.lon_deg, self.lat_deg)}
        return {"type": "Feature", "properties": told, "geometry": point}
