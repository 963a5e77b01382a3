import csv
import tomllib
from importlib import resources
from typing import Any

DATA = resources.files("trackside.earth").joinpath("data")


def told() -> dict[str, Any]:
    return tomllib.loads(DATA.joinpath("SOURCES.toml").read_text(encoding="utf-8"))


def test_every_file_is_described() -> None:
    files = {f.name for f in DATA.iterdir() if f.name.endswith((".csv", ".npz"))}
    assert files == {f["name"] for f in told()["file"]}


def test_every_row_names_a_source_with_a_licence() -> None:
    sources = told()["sources"]
    assert all(s["origin"] and s["licence"] for s in sources.values())
    for name in (f["name"] for f in told()["file"] if f["name"].endswith(".csv")):
        rows = list(csv.DictReader(DATA.joinpath(name).read_text(encoding="utf-8").splitlines()))
        assert {r["source"] for r in rows} <= set(sources), name


def test_the_tables_stay_small() -> None:
    size = {f.name: len(f.read_bytes()) for f in DATA.iterdir() if f.is_file()}
    assert size["korea.csv"] < 400_000
    assert size["land_110m.npz"] + size["land_50m.npz"] < 900_000
