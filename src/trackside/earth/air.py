"""The air by height: density, pressure, temperature and the speed of sound of the U.S. Standard Atmosphere 1976.

One still, dry, mean state for middle latitudes and moderate solar activity (NOAA-S/T 76-1562; the numbers of equations
and tables below are its own). It knows no weather and no season, and above 200 km, where the sun's activity changes the
density severalfold, no day. Heights are geometric; the standard counts them from sea level, we from the ellipsoid: the
up to 106 m between the two, 1.5 % of the density, are left out.

Up to 86 km the defining equations are evaluated. From there to 1,000 km density and pressure come from
data/air_upper.csv (tools/build_air.py), and the temperature from its equations.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Heights outside these are taken as these; above the top there is nothing left that could slow anything.
BOTTOM_M = -5_000.0
TOP_M = 1_000_000.0
# Above this the gases part, and neither the layers' equations nor the speed of sound are defined any more.
JOIN_M = 86_000.0

# The effective radius and gravity that turn geometric into geopotential height (section 1.2.4).
RADIUS_M = 6_356_766.0
GRAVITY_M_S2 = 9.80665
# The gas constant of 1976 over the mean molecular weight at sea level, J/(kg K); ratio of specific heats (table 2).
GAS_J_KG_K = 8_314.32 / 28.9644
_HEAT_RATIO = 1.4
_PRESSURE_0_PA = 101_325.0
_TEMPERATURE_0_K = 288.15

# Table 4: where each layer begins, in geopotential metres, and how its molecular-scale temperature changes per metre.
_BASES_M = np.array([0.0, 11e3, 20e3, 32e3, 47e3, 51e3, 71e3])
_LAPSES_K_M = np.array([-6.5e-3, 0.0, 1.0e-3, 2.8e-3, 0.0, -2.8e-3, -2.0e-3])
_BASES_K = _TEMPERATURE_0_K + np.concatenate([[0.0], np.cumsum(_LAPSES_K_M[:-1] * np.diff(_BASES_M))])

# Table 8: mean molecular weight over that at sea level; the kinetic is the molecular-scale temperature times this.
_WEIGHT_HEIGHTS_M = np.arange(80_000.0, 86_001.0, 500.0)
_WEIGHTS = 1.0 - 1e-6 * np.array([0.0, 4.0, 11.0, 29.0, 59.0, 91.0, 130.0, 171.0, 214.0, 259.0, 306.0, 359.0, 421.0])


def density_kg_m3(height_m: float | Floats) -> Floats:
    """The density of the standard air, in kg/m3, at geometric heights in metres (any shape; float64).

    Below -5 km the value at -5 km is held; above 1,000 km all counts as vacuum: 0. NaN gives NaN. Up to 86 km exact
    after equations 33 and 42; above within 5e-4 of the standard's table I.
    """
    return _parted(height_m, _layers_density(height_m), _upper()[1])


def pressure_pa(height_m: float | Floats) -> Floats:
    """The pressure of the standard air, in Pa, at geometric heights in metres (any shape; float64).

    Below -5 km the value at -5 km is held; above 1,000 km all counts as vacuum: 0. NaN gives NaN. Up to 86 km exact
    after equation 33; above within 3e-4 of the standard's table I.
    """
    return _parted(height_m, _layers(height_m)[1], _upper()[0])


def temperature_k(height_m: float | Floats) -> Floats:
    """The kinetic temperature of the standard air, in K, at geometric heights in metres (any shape; float64).

    Below -5 km and above 1,000 km the value there is held; NaN gives NaN. Equations 23 and 22 with table 8 up to 86 km,
    25, 27, 29 and 31 above. Between 80 and 86 km table I prints the molecular-scale temperature, up to 0.08 K more.
    """
    z = np.clip(np.asarray(height_m, dtype=np.float64), BOTTOM_M, TOP_M)
    scaled, _ = _layers(z)
    mixed = scaled * np.interp(z, _WEIGHT_HEIGHTS_M, _WEIGHTS)
    ellipse = 263.1905 - 76.3232 * np.sqrt(1.0 - np.clip((z - 91e3) / 19_942.9, 0.0, 1.0) ** 2)
    above = (z - 120e3) * (RADIUS_M + 120e3) / (RADIUS_M + z)
    parts = [mixed, ellipse, 240.0 + 12e-3 * (z - 110e3)]
    return np.select([z <= JOIN_M, z <= 110e3, z <= 120e3], parts, 1000.0 - 640.0 * np.exp(-0.01875e-3 * above))


def sound_m_s(height_m: float | Floats) -> Floats:
    """The speed of sound in the standard air, in m/s, at geometric heights in metres (any shape; float64).

    Equation 50. The standard defines it up to 86 km only: above, the value at 86 km (274.1 m/s) is held, a convention
    that lets a Mach number be formed there. Below -5 km the value at -5 km is held; NaN gives NaN.
    """
    return np.asarray(np.sqrt(_HEAT_RATIO * GAS_J_KG_K * _layers(height_m)[0]))


def _parted(height_m: float | Floats, mixed: Floats, curve: _Curve) -> Floats:
    """The layers' values up to the join, the curve's above it, and nothing above the top."""
    z = np.asarray(height_m, dtype=np.float64)
    return np.select([z > TOP_M, z > JOIN_M], [np.zeros_like(z), np.exp(curve.at(z))], mixed)


def _layers(height_m: float | Floats) -> tuple[Floats, Floats]:
    """Molecular-scale temperature and pressure of the mixed air (eq. 18, 23, 33); held beyond -5 and 86 km."""
    z = np.clip(np.asarray(height_m, dtype=np.float64), BOTTOM_M, JOIN_M)
    h = RADIUS_M * z / (RADIUS_M + z)
    i = np.clip(np.searchsorted(_BASES_M, h, side="right") - 1, 0, len(_BASES_M) - 1)
    temperature = _BASES_K[i] + _LAPSES_K_M[i] * (h - _BASES_M[i])
    return temperature, _BASES_PA[i] * _fall(h - _BASES_M[i], _BASES_K[i], _LAPSES_K_M[i])


def _layers_density(height_m: float | Floats) -> Floats:
    temperature, pressure = _layers(height_m)
    return pressure / (GAS_J_KG_K * temperature)


def _fall(rise_m: Floats, base_k: Floats, lapse_k_m: Floats) -> Floats:
    """Pressure over that at the layer's base (eq. 33a where the temperature changes, 33b where it does not)."""
    straight = rise_m / base_k
    changing = np.log1p(lapse_k_m * straight) / np.where(lapse_k_m == 0.0, 1.0, lapse_k_m)
    return np.exp(-GRAVITY_M_S2 / GAS_J_KG_K * np.where(lapse_k_m == 0.0, straight, changing))


_BASES_PA = _PRESSURE_0_PA * np.concatenate(
    [[1.0], np.cumprod(_fall(np.diff(_BASES_M), _BASES_K[:-1], _LAPSES_K_M[:-1]))]
)


@final
@dataclass(frozen=True, slots=True, eq=False)
class _Curve:
    """The logarithm of something that falls with height: cubics between rows, without bumps.

    Attributes
    ----------
    heights_m, logs, slopes : arrays of shape (n,)
        Rising heights, the logarithm there, and its slope per metre.
    """

    heights_m: Floats
    logs: Floats
    slopes: Floats

    def at(self, height_m: Floats) -> Floats:
        """The logarithm at heights of any shape; held beyond the first and the last row."""
        z = np.clip(height_m, self.heights_m[0], self.heights_m[-1])
        i = np.clip(np.searchsorted(self.heights_m, z, side="right") - 1, 0, len(self.heights_m) - 2)
        step = self.heights_m[i + 1] - self.heights_m[i]
        t = (z - self.heights_m[i]) / step
        rise = t * t * (3.0 - 2.0 * t) * (self.logs[i + 1] - self.logs[i])
        bend = t * (1.0 - t) * ((1.0 - t) * self.slopes[i] - t * self.slopes[i + 1])
        return np.asarray(self.logs[i] + rise + step * bend)


def _curve(heights_m: Floats, logs: Floats) -> _Curve:
    """Slopes of the parabola through each row and its neighbours, no steeper than Fritsch and Carlson allow (1980)."""
    steps = np.diff(heights_m)
    secants = np.diff(logs) / steps
    bends = np.diff(secants) / (steps[:-1] + steps[1:])
    first, last = secants[0] - bends[0] * steps[0], secants[-1] + bends[-1] * steps[-1]
    slopes = np.concatenate([[first], secants[:-1] + bends * steps[:-1], [last]])
    gentler = np.minimum(np.abs(np.append(secants[:1], secants)), np.abs(np.append(secants, secants[-1:])))
    return _Curve(heights_m, logs, np.clip(slopes, -3.0 * gentler, 0.0))


@cache
def _upper() -> tuple[_Curve, _Curve]:
    """Pressure and density from 86 to 1,000 km."""
    text = resources.files("trackside.earth").joinpath("data", "air_upper.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    heights, pressures, densities = (
        np.array([float(r[name]) for r in rows]) for name in ("height_km", "pressure_pa", "density_kg_m3")
    )
    # The standard's two parts meet with a step of 1e-5 (its constants are rounded). The curves start where the layers
    # end, so that nothing jumps.
    pressures[0], densities[0] = _layers(JOIN_M)[1], _layers_density(JOIN_M)
    return _curve(1e3 * heights, np.log(pressures)), _curve(1e3 * heights, np.log(densities))
