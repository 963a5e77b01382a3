"""What a system's name alone tells: its class of weapon, its other names, its traits."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import final

# Names of families in other scripts; numbers behind them are written alike.
_FAMILIES = {"화성포": "hwasong", "화성": "hwasong", "火星砲": "hwasong", "火星": "hwasong", "북극성": "pukguksong"}
_FAMILIES |= {"北極星": "pukguksong", "bukgeukseong": "pukguksong", "hwasongpho": "hwasong", "polaris": "pukguksong"}
_NOISE = re.compile(r"\([^)]*\)|[\s\-‑–_'’.「」《》]|형$|호$|号$|型$")
_PARTS = re.compile(r"\s*/\s*|\s*\(|\)|\s+or\s+")


@final
@dataclass(frozen=True, slots=True)
class System:
    """A system by its first name; `kind` its class, `traits` what it shares with others."""

    name: str
    kind: str
    traits: tuple[str, ...] = ()


@cache
def systems() -> Mapping[str, System]:
    """Every system by each of its names, as :func:`key` writes them."""
    text = (resources.files("trackside.assess") / "data" / "systems.toml").read_text(encoding="utf-8")
    found: dict[str, System] = {}
    for row in tomllib.loads(text)["system"]:
        for name in row["names"]:
            # In a row of systems apart, each name is one of its own.
            first = name if row.get("apart") else row["names"][0]
            found[key(name)] = System(first, row["kind"], tuple(row.get("traits", ())))
    return MappingProxyType(found)


def key(name: str) -> str:
    """A name in the form names are compared in: ``"Hwasong-17"``, ``"화성-17형"`` and ``"火星17"`` are one."""
    small = name.strip().lower()
    for other, plain in _FAMILIES.items():
        if small.startswith(other):
            small = plain + small[len(other) :]
    return _NOISE.sub("", _NOISE.sub("", small))


@lru_cache(maxsize=4096)
def known(names: tuple[str, ...]) -> tuple[System, ...]:
    """The systems that names stand for; of ``"KN-23 / Hwasong-11A"`` each part is looked up."""
    parts = (part for name in names for part in (name, *_PARTS.split(name)) if part.strip())
    return tuple(found for part in parts if (found := systems().get(key(part))))


@lru_cache(maxsize=4096)
def same(names: tuple[str, ...], asked: str) -> bool:
    """Whether any of some names is the system asked for: by its own or its other names, or as one of a family."""
    wanted = key(asked)
    told = {key(part) for name in names for part in (name, *_PARTS.split(name))}
    if wanted in told or any(wanted and t.startswith(wanted) and not t[len(wanted) :][:1].isalpha() for t in told):
        return not _other_number(wanted, told)
    mine = systems().get(wanted)
    return mine is not None and any(s.name == mine.name for s in known(names))


def _other_number(wanted: str, told: set[str]) -> bool:
    """Whether the names only go on with more digits: Hwasong-1 is not Hwasong-17."""
    return (
        wanted not in told
        and wanted[-1:].isdigit()
        and all(not t.startswith(wanted) or t[len(wanted) :][:1].isdigit() for t in told)
    )
