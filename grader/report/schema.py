"""The schema of score reports, and a quick look at whether a file keeps to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

VERSION = "score-report/1"

_ABSENT = object()

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def read() -> dict[str, Any]:
    """Return the JSON Schema of "score-report/1"."""
    schema: dict[str, Any] = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
    return schema


def first_problem(report: Any) -> str | None:
    """Return what keeps `report` from being read safely, or None.

    That is a missing field, a wrong type or an unknown status. The rules between fields are left to a full
    validator, which whoever grades need not have.
    """
    schema = read()
    return _problem(report, schema, schema["$defs"], "")


def _problem(value: Any, schema: dict[str, Any], definitions: dict[str, Any], path: str) -> str | None:
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]] | schema
    if "enum" in schema and value not in schema["enum"]:
        return f"{path} is none of {', '.join(map(str, schema['enum']))}"
    if "type" in schema and not _has_type(value, schema["type"]):
        return f"{path or 'the report'} has the wrong type"
    for part, inner, name in _parts(value, schema):
        inner_path = f"{path}{name}" if isinstance(value, list) else f"{path}.{name}".lstrip(".")
        if part is _ABSENT:
            return f"{inner_path} is missing"
        problem = _problem(part, inner, definitions, inner_path)
        if problem:
            return problem
    return None


def _parts(value: Any, schema: dict[str, Any]) -> list[tuple[Any, dict[str, Any], str]]:
    """Return what `value` consists of: each part, or `_ABSENT`, with its schema and its name."""
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        expected = [name for name in properties if name in value or name in schema["required"]]
        return [(value.get(name, _ABSENT), properties[name], name) for name in expected]
    if isinstance(value, list):
        return [(item, schema["items"], f"[{position}]") for position, item in enumerate(value)]
    return []


def _has_type(value: Any, wanted: str | list[str]) -> bool:
    kinds = [wanted] if isinstance(wanted, str) else wanted
    if isinstance(value, bool):
        return "boolean" in kinds
    return any(isinstance(value, _TYPES[kind]) for kind in kinds)
