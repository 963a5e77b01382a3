"""The public JSON of what was worked out: checks, reach, assessments. One way only; docs/commands.md lists the keys."""

from __future__ import annotations

from typing import Any

from trackside import reach
from trackside.archive.convert import plain_finding, plain_history, plain_reaction
from trackside.archive.plain import Plain, plain_date, plain_estimate, plain_value
from trackside.assess import Assessment, Examination, HistoryCheck
from trackside.flight import Arc, Check, Reconstruction, Report
from trackside.measure import Estimate
from trackside.record import Event


def plain_report(report: Report) -> Plain:
    """The JSON of ``trackside check``."""
    return {
        "checks": [plain_check(c) for c in report.checks],
        "path": str(report.path),
        "because": report.because,
        "reconstruction": {
            "longest_range": _or_none(report.longest_range_m),
            "free_flight": _arc(report.arc),
            "least_energy": _arc(report.least_energy),
            "expected": {name: plain_estimate(e) for name, e in report.predicted},
            **_ensemble(report.reconstruction),
            "seed": report.seed,
        },
        "methods": list(report.methods),
    }


def _ensemble(found: Reconstruction | None) -> dict[str, Any]:
    """What the ensemble says; null throughout where closed form had to do."""
    longest = found.longest if found else None
    return {
        "fits": found.fits if found else None,
        "left_out_the_rest_fit": list(found.culprits) if found else [],
        "longest_range_by_direction": [
            {"azimuth_deg": azimuth, "range": plain_estimate(reach)}
            for azimuth, reach in (longest.by_direction if longest else ())
        ],
        "burnout_speed": _or_none(found.burnout_speed_m_s) if found else None,
        "burnout_time": _or_none(found.burnout_time_s) if found else None,
        "kinds": {str(k): round(p, 4) for k, p in found.kinds.items()} if found else {},
        "classes": {name: round(p, 4) for name, p in found.classes.items()} if found else {},
        "lifting_odds": found.lifting_odds if found else None,
        "lift_to_drag": _or_none(found.lift_to_drag) if found else None,
        "effective_sample_size": round(found.effective_sample_size, 1) if found else None,
    }


def plain_check(check: Check) -> Plain:
    """One check, SI units."""
    return {
        "about": check.about,
        "claimed": plain_estimate(check.claimed),
        "expected": _or_none(check.expected),
        "probability": check.probability,
        "verdict": check.verdict.value,
        "because": check.because,
        "method": check.method,
    }


def plain_reach(ring: reach.Ring, exposure: reach.Exposure, out: str | None) -> Plain:
    """The JSON of ``trackside reach``; distances in metres."""
    return {
        "from": {"name": ring.place.name, "lat": ring.place.lat_deg, "lon": ring.place.lon_deg},
        "range": plain_estimate(ring.range_m),
        "places": [
            {
                "name": p.place.name,
                "country": p.place.country,
                "distance": round(p.distance_m),
                "population": p.place.population,
            }
            for p in exposure.places
        ],
        "countries": list(exposure.countries),
        "out": out,
    }


def geojson(ring: reach.Ring, exposure: reach.Exposure) -> Plain:
    """The ring and the places in it as one GeoJSON FeatureCollection (RFC 7946, cut at the antimeridian)."""
    about = {"name": f"within {ring.range_m.best / 1e3:g} km of {ring.place.name}", "range_m": ring.range_m.best}
    features = [{"type": "Feature", "geometry": ring.region.__geo_interface__, "properties": about}]
    for p in exposure.places:
        point = {"type": "Point", "coordinates": [p.place.lon_deg, p.place.lat_deg]}
        told = {"name": p.place.name, "country": p.place.country, "distance_m": round(p.distance_m)}
        features.append({"type": "Feature", "geometry": point, "properties": told})
    return {"type": "FeatureCollection", "features": features}


def plain_assessment(a: Assessment) -> Plain:
    """One launch of the JSON of ``trackside brief``."""
    launch = a.launch
    return {
        "id": launch.id,
        "date": plain_date(launch.date),
        "country": launch.country,
        "system": _first(a, "system"),
        "site": _site(a),
        "main": launch.main,
        "findings": [plain_finding(f) for f in launch.findings],
        "checks": [_examination(x) for x in a.examinations],
        "unchecked": a.unchecked or None,
        "flown": [{"label": f.label, **plain_report(f.report)} for f in a.flown],
        "disagreements": [plain_finding(f) for f in a.disagreements],
        "history": _history(a),
        "reactions": [plain_reaction(r) for r in launch.reactions],
    }


def plain_history_check(check: HistoryCheck) -> Plain:
    """The JSON of ``trackside archive history``: the verdict, every counting that makes a difference, what decides."""
    return {
        "verdict": check.verdict.value,
        "because": check.because,
        "countings": [
            {"how": c.how, "holds": c.holds, "count": c.count, "because": c.because, "natural": c.natural}
            for c in check.countings
        ],
        "launches": [_event(e) for e in check.launches],
    }


def _event(event: Event) -> Plain:
    return {
        "id": event.id,
        "country": event.country,
        "date": plain_date(event.when),
        "systems": list(event.systems),
        "kinds": list(event.kinds),
        "missiles": event.missiles,
        "outcome": event.outcomes[0] if event.outcomes else None,
    }


def _history(a: Assessment) -> list[Plain]:
    """Each statement, with its check where there is one."""
    checks = [plain_history_check(c) for c in a.history] or [{} for _ in a.launch.history]
    return [{**plain_history(h), **c} for h, c in zip(a.launch.history, checks, strict=True)]


def _examination(x: Examination) -> Plain:
    rests_on = [c.id for c in x.rests_on]
    return {**plain_check(x.check), "speaker": x.speaker, "others": list(x.others), "rests_on": rests_on}


def _or_none(estimate: Estimate | None) -> Plain | None:
    return None if estimate is None else plain_estimate(estimate)


def _arc(arc: Arc | None) -> Plain | None:
    if arc is None:
        return None
    return {
        "range_m": arc.range_m,
        "apogee_m": arc.apogee_m,
        "flight_time_s": arc.flight_time_s,
        "speed_m_s": arc.speed_m_s,
        "rotating": arc.rotating,
    }


def _first(a: Assessment, attribute: str) -> Any:
    finding = a.launch.finding(attribute)
    return plain_value(finding.positions[0].value) if finding else None


def _site(a: Assessment) -> Plain | None:
    if a.site is None:
        return None
    return {"name": a.site.name, "lat": a.site.lat_deg, "lon": a.site.lon_deg, "uncertainty_m": a.site.uncertainty_m}
