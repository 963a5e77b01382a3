"""The upper part of the standard air, made from the defining equations of the U.S. Standard Atmosphere 1976.

    python tools/build_air.py

Integrates the standard's diffusion equations for six gases from 86 to 1,000 km and writes
src/trackside/earth/data/air_upper.csv. The numbers of equations and tables are those of NOAA-S/T 76-1562.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import final

import numpy as np
import numpy.typing as npt

from trackside.earth.air import GRAVITY_M_S2, JOIN_M, RADIUS_M, TOP_M, temperature_k

OUT = Path(__file__).parents[1] / "src" / "trackside" / "earth" / "data" / "air_upper.csv"
HEAD = ("height_km", "temperature_k", "pressure_pa", "density_kg_m3", "source")
# Where the rows lie: first, last and step in km. The kinks at 100 and 110 km want the closest ones.
ROWS_KM = ((86, 115, 0.5), (115, 120, 1), (120, 150, 2), (150, 300, 5), (300, 500, 10), (500, 1001, 25))

Floats = npt.NDArray[np.float64]

# Table 2, and the mean molecular weight at sea level (kg/kmol).
GAS_CONSTANT, AVOGADRO, BOLTZMANN, SEA_LEVEL_WEIGHT = 8_314.32, 6.022169e26, 1.380622e-23, 28.9644
# Across the step of the mean weight at 100 km a trapezoid of a metre errs by 3e-6 of the density above.
STEP_M = 1.0
# Mixing by eddies, where it weakens and ends (eq. 7); where the mean weight changes (page 14).
EDDY_M2_S, EDDY_FALLS_M, EDDY_ENDS_M = 120.0, 95e3, 115e3
MIXED_M = 100e3
# Hydrogen (page 14): counted from 150 km, known at 500 km (per m3), with its flow upward (per m2 and s).
HYDROGEN_FROM_M, HYDROGEN_KNOWN_M, HYDROGEN_M3, HYDROGEN_FLOW = 150e3, 500e3, 8.0e10, 7.2e11


@final
@dataclass(frozen=True, slots=True)
class Gas:
    """What the standard says of one gas.

    Attributes
    ----------
    weight : float
        Molecular weight, kg/kmol (table 3).
    at_86_km : float
        Molecules per m3 at 86 km (table 9).
    spread, power, thermal : float
        a in 1/(m s) and b of the coefficient of diffusion (eq. 8), and that of thermal diffusion (table 6).
    flow : tuple of float
        Q, U, W of the vertical flow, in km (eq. 37, table 7).
    """

    weight: float
    at_86_km: float = 0.0
    spread: float = 0.0
    power: float = 0.0
    thermal: float = 0.0
    flow: tuple[float, float, float] = (0.0, 0.0, 0.0)


GASES = {
    "N2": Gas(28.0134, 1.129794e20),
    "O": Gas(15.9994, 8.6e16, 6.986e20, 0.75, 0.0, (-5.809644e-4, 56.90311, 2.706240e-5)),
    "O2": Gas(31.9988, 3.030898e19, 4.863e20, 0.75, 0.0, (1.366212e-4, 86.0, 8.333333e-5)),
    "Ar": Gas(39.948, 1.3514e18, 4.487e20, 0.87, 0.0, (9.434079e-5, 86.0, 8.333333e-5)),
    "He": Gas(4.0026, 7.5817e14, 1.7e21, 0.691, -0.4, (-2.457369e-4, 86.0, 6.666667e-4)),
    "H": Gas(1.00797, 0.0, 3.305e21, 0.5, -0.25),
}
OXYGEN_SECOND_FLOW = (-3.416248e-3, 97.0, 5.008765e-4)


def main() -> None:
    """Write the table and say how large it is."""
    heights = np.arange(JOIN_M, TOP_M + STEP_M / 2, STEP_M)
    temperature, numbers = temperature_k(heights), molecules(heights)
    pressure = BOLTZMANN * temperature * sum(numbers.values())
    density = sum((GASES[g].weight * n for g, n in numbers.items()), np.zeros_like(heights)) / AVOGADRO
    rows_km = np.concatenate([np.arange(first, last, step) for first, last, step in ROWS_KM])
    with OUT.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEAD)
        for km, i in zip(rows_km, np.rint((1e3 * rows_km - JOIN_M) / STEP_M).astype(int), strict=True):
            out.writerow((f"{km:g}", f"{temperature[i]:.4f}", f"{pressure[i]:.5e}", f"{density[i]:.5e}", "us1976"))
    print(f"{OUT.name}: {len(rows_km)} rows, {OUT.stat().st_size / 1e3:.0f} kB")


def molecules(heights_m: Floats) -> dict[str, Floats]:
    """Molecules of each gas per m3 (eq. 35 to 40); heights from 86 km upward, evenly and closely spaced."""
    found = {"N2": nitrogen(heights_m)}
    for name in ("O", "O2"):
        found[name] = diffused(name, heights_m, {"N2": found["N2"]})
    for name in ("Ar", "He"):
        found[name] = diffused(name, heights_m, {g: found[g] for g in ("N2", "O", "O2")})
    return found | {"H": hydrogen(heights_m, sum(found.values(), np.zeros_like(heights_m)))}


def nitrogen(heights_m: Floats) -> Floats:
    """Molecular nitrogen, in balance with gravity alone (eq. 38)."""
    weight = np.where(heights_m <= MIXED_M, SEA_LEVEL_WEIGHT, GASES["N2"].weight)
    return rising("N2", heights_m, weight * pull(heights_m))


def diffused(name: str, heights_m: Floats, through: dict[str, Floats]) -> Floats:
    """A minor gas that eddies and diffusion carry through others (eq. 36, 37)."""
    gas, t = GASES[name], temperature_k(heights_m)
    crowd = sum(through.values(), np.zeros_like(heights_m))
    mixture = sum((GASES[g].weight * n for g, n in through.items()), np.zeros_like(heights_m)) / crowd
    weight = np.where(heights_m <= MIXED_M, SEA_LEVEL_WEIGHT, mixture)
    alone, mixed = diffusion(gas, t, crowd), eddies(heights_m)
    carried = pull(heights_m) * (alone * gas.weight + mixed * weight) / (alone + mixed)
    warmed = alone / (alone + mixed) * gas.thermal * np.gradient(t, heights_m) / t
    return rising(name, heights_m, carried + warmed + flow(name, heights_m))


def hydrogen(heights_m: Floats, crowd: Floats) -> Floats:
    """Atomic hydrogen on its way out, from what is known at 500 km (eq. 39); its flow counts below there only."""
    gas, t = GASES["H"], temperature_k(heights_m)
    known = int(np.searchsorted(heights_m, HYDROGEN_KNOWN_M))
    depth = integral(heights_m, gas.weight * pull(heights_m))
    depth -= depth[known]
    warmth = (t / t[known]) ** (1.0 + gas.thermal)
    lost = integral(heights_m, HYDROGEN_FLOW / diffusion(gas, t, crowd) * warmth * np.exp(depth))
    left = HYDROGEN_M3 - np.minimum(lost - lost[known], 0.0)
    return np.where(heights_m >= HYDROGEN_FROM_M, left / warmth * np.exp(-depth), 0.0)


def rising(name: str, heights_m: Floats, fall_per_m: Floats) -> Floats:
    """Molecules per m3 above 86 km, from how fast the logarithm of number times temperature falls (eq. 35)."""
    t = temperature_k(heights_m)
    return np.asarray(GASES[name].at_86_km * t[0] / t * np.exp(-integral(heights_m, fall_per_m)))


def integral(heights_m: Floats, slopes: Floats) -> Floats:
    """The integral from the first height to each, by trapezoids."""
    return np.append(0.0, np.cumsum(np.diff(heights_m) * (slopes[1:] + slopes[:-1]) / 2.0))


def pull(heights_m: Floats) -> Floats:
    """Gravity over gas constant and temperature (eq. 17); times a molecular weight it is one over a scale height."""
    gravity = GRAVITY_M_S2 * (RADIUS_M / (RADIUS_M + heights_m)) ** 2
    return np.asarray(gravity / (GAS_CONSTANT * temperature_k(heights_m)))


def diffusion(gas: Gas, temperature: Floats, crowd: Floats) -> Floats:
    """The coefficient of molecular diffusion, m2/s (eq. 8)."""
    return np.asarray(gas.spread / crowd * (temperature / 273.15) ** gas.power)


def eddies(heights_m: Floats) -> Floats:
    """The coefficient of mixing by eddies, m2/s (eq. 7)."""
    above = np.clip((heights_m - EDDY_FALLS_M) / 1e3, 0.0, 20.0 - 1e-6)
    falling = EDDY_M2_S * np.exp(1.0 - 400.0 / (400.0 - above**2))
    return np.where(heights_m < EDDY_ENDS_M, falling, 0.0)


def flow(name: str, heights_m: Floats) -> Floats:
    """What the vertical flow adds, per metre (eq. 37)."""
    (q, u, w), km = GASES[name].flow, heights_m / 1e3
    found = q * (km - u) ** 2 * np.exp(-w * (km - u) ** 3)
    if name == "O":
        q, u, w = OXYGEN_SECOND_FLOW
        below = np.maximum(u - km, 0.0)
        found = found + q * below**2 * np.exp(-w * below**3)
    return np.asarray(found / 1e3)


if __name__ == "__main__":
    main()
