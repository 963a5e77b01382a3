"""The house: cards on the doors, sources beside the data, every module alone on its feet, every command documented."""

import ast
import datetime as dt
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from trackside.cli.arguments import parser

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "trackside"
ROOMS = sorted(p.parent for p in SOURCE.glob("*/__init__.py"))
MODULES = sorted(
    ".".join(p.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__") for p in SOURCE.rglob("*.py")
)
DATA = sorted({p.parent for p in SOURCE.rglob("data/*") if p.is_file()})
COMMANDS = ("brief", "read", "check", "reach", "archive")


@pytest.mark.parametrize("room", ROOMS, ids=lambda p: p.name)
def test_a_room_has_its_card_on_the_door(room: Path) -> None:
    docstring = (room / "__init__.py").read_text(encoding="utf-8").split('"""')[1]
    title, blank, *card = docstring.strip().splitlines()
    assert title.startswith(room.name.capitalize() + ": ")
    assert not blank
    labels = [line[:12].strip() for line in card if line[:1].strip()]
    assert labels == ["takes", "gives", "may import", "data", "proof"]


@pytest.mark.parametrize("room", ROOMS, ids=lambda p: p.name)
def test_the_proof_a_card_names_is_there(room: Path) -> None:
    docstring = (room / "__init__.py").read_text(encoding="utf-8").split('"""')[1]
    proof = docstring.split("proof")[-1].replace(",", " ").split()
    built = any(p.name != "__init__.py" for p in room.glob("*.py"))
    assert proof
    assert not built or all((ROOT / p).is_dir() for p in proof)


@pytest.mark.parametrize("folder", DATA, ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_data_file_says_where_it_is_from(folder: Path) -> None:
    sources = tomllib.loads((folder / "SOURCES.toml").read_text(encoding="utf-8"))
    told = {str(v.get("file", k)): v for k, v in sources.items() if isinstance(v, dict)}
    for entry in sources.get("file", []) if isinstance(sources.get("file"), list) else []:
        told[entry["name"]] = entry
    for path in folder.iterdir():
        if path.name in {"SOURCES.toml", "__init__.py", "__pycache__"}:
            continue
        assert path.name in told, f"{path.name} has no entry in {folder}/SOURCES.toml"
        assert {"origin", "licence", "date"} <= set(told[path.name])


@pytest.mark.parametrize("module", [m for m in MODULES if not m.endswith("__main__")])
def test_every_module_imports_alone(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import {module}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented_and_teaches(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([command, "--help"])
    assert ended.value.code == 0
    help_text = capsys.readouterr().out
    assert "examples:" in help_text
    assert f"trackside {command}" in help_text
    assert f"trackside {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_command_line_knows_just_these_commands() -> None:
    assert re.findall(r"^    (\w+) ", parser().format_help(), flags=re.MULTILINE) == list(COMMANDS)


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from trackside.cli.arguments import parser; parser().format_help(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"numpy", "shapely", "pyproj", "trafilatura", "lxml", "jinja2", "sqlite3"}
    assert not heavy & set(done.stdout.split())


def test_nothing_tracked_names_a_machine_or_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    assert paths
    banned = re.compile(
        rb"(?:files\.)?pythonhosted\.org|pypi\.org|registry\.npmjs|deb\.debian\.org|(?<![\w.])/work/|/root/"
    )
    faults = [p for p in paths if p.is_file() and p != Path(__file__) and banned.search(p.read_bytes())]
    assert not faults


@pytest.mark.parametrize(("room", "other"), [("imports", "exports"), ("exports", "imports")])
def test_what_comes_in_and_what_goes_out_do_not_know_each_other(room: str, other: str) -> None:
    files = sorted((SOURCE / "archive" / room).glob("*.py"))
    assert files
    assert not [p for p in files if f"trackside.archive.{other}" in p.read_text(encoding="utf-8")]


def test_no_source_is_dated_in_the_future() -> None:
    told = [
        (path, when)
        for path in sorted(SOURCE.rglob("SOURCES.toml"))
        for when in re.findall(r'(?m)^date = "?(\d{4}-\d\d-\d\d)"?$', path.read_text(encoding="utf-8"))
    ]
    assert len(told) > 30
    today = dt.datetime.now(dt.UTC).date().isoformat()
    assert not [(str(path), when) for path, when in told if when > today]


def advised() -> dict[tuple[str, ...], set[str]]:
    """The commands that messages, helps and docstrings name, with the options they name of each."""
    found: dict[tuple[str, ...], set[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(v.value) if isinstance(v, ast.Constant) else "X" for v in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
            else:
                continue
            for line in re.findall(r"`trackside ([^`]+)`|^ +trackside (.+)$", text, flags=re.MULTILINE):
                words = re.split(r"[\s|&]+", "".join(line))
                depth = 2 if words[0] == "archive" and len(words) > 1 and words[1] != "VERB" else 1
                named = {w for w in words if re.fullmatch(r"--[a-z-]+", w)}
                found.setdefault(tuple(words[:depth]), set()).update(named - {"--", "--help"})
    return found


def test_every_command_that_is_advised_exists(capsys: pytest.CaptureFixture[str]) -> None:
    known = advised()
    assert {("archive", "settle"), ("archive", "verify"), ("read",)} <= set(known)
    for command, options in sorted(known.items()):
        with pytest.raises(SystemExit) as ended:
            parser().parse_args([*command, "--help"])
        told = capsys.readouterr()
        assert ended.value.code == 0, f"trackside {' '.join(command)} is advised, and there is none: {told.err}"
        missing = sorted(o for o in options if not re.search(rf"(?<![\w-]){o}(?![\w-])", told.out))
        assert not missing, f"trackside {' '.join(command)} takes no {', '.join(missing)}"
