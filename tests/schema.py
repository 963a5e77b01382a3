"""Whether a value fits a schema of docs/schema, with as much of JSON Schema as these use."""

import json
import re
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "docs" / "schema"


def load(name: str) -> dict[str, Any]:
    """The schema of a command."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str = "$") -> list[str]:
    if "$ref" in schema:
        return faults(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root, path)
    if "anyOf" in schema:
        found = [faults(value, option, root, path) for option in schema["anyOf"]]
        return [] if any(not f for f in found) else [f"{path}: fits none of {len(found)} forms"]
    return [*kind_faults(value, schema, path), *part_faults(value, schema, root, path)]


def kind_faults(value: Any, schema: dict[str, Any], path: str) -> list[str]:
    kinds: dict[str, Any] = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
    }
    told = schema.get("type", [])
    wanted = [told] if isinstance(told, str) else told
    fits = any(value is None if k == "null" else isinstance(value, kinds[k]) for k in wanted)
    if wanted and (not fits or (isinstance(value, bool) and "boolean" not in wanted)):
        return [f"{path}: {value!r} is not {told}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{path}: {value!r} is not one of {schema['enum']}"]
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        return [f"{path}: {value!r} does not fit {schema['pattern']}"]
    return []


def part_faults(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str) -> list[str]:
    if isinstance(value, list):
        return [f for n, x in enumerate(value) for f in faults(x, schema.get("items", {}), root, f"{path}[{n}]")]
    if not isinstance(value, dict):
        return []
    known = schema.get("properties", {})
    missing = [f"{path}: {key} is missing" for key in schema.get("required", []) if key not in value]
    unknown = [
        f"{path}: {key} is unknown" for key in value if key not in known and schema.get("additionalProperties") is False
    ]
    return [
        *missing,
        *unknown,
        *(f for k, x in value.items() if k in known for f in faults(x, known[k], root, f"{path}.{k}")),
    ]
