"""The schema of score reports: complete, strict, told in fields.md, and true of what is built."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from grader.report import schema as report_schema
from grader.report.focus import KINDS
from grader.report.statuses import CHECK, EXERCISE, FAILING
from tests.reports import chapter, check, exercise, report, samples

SCHEMA = report_schema.read()
VALIDATOR = Draft202012Validator(SCHEMA)
FIELDS = Path(report_schema.__file__).with_name("fields.md")


def test_the_schema_is_a_schema():
    """The file is a valid JSON Schema 2020-12."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", samples())
def test_every_sample_is_valid(name):
    """Every sample report keeps to the schema."""
    problems = [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(samples()[name])]

    assert problems == []


def test_the_samples_show_every_status():
    """Together the samples contain every status of runs, exercises and checks, and every isolation level."""
    reports = list(samples().values())
    exercises = [one for whole in reports for one in whole["exercises"]]

    assert {whole["status"] for whole in reports} == set(SCHEMA["properties"]["status"]["enum"])
    assert {whole["isolation"]["level"] for whole in reports} == {"confined", "unconfined", "none"}
    assert {one["status"] for one in exercises} == set(EXERCISE)
    assert {one["status"] for whole in exercises for one in whole["checks"]} == set(CHECK)


def test_every_object_is_closed_and_complete():
    """No object takes fields that the schema does not name, and each of those that it names is required, but one."""
    optional = []
    for path, node in objects(SCHEMA):
        assert node.get("additionalProperties") is False, path
        assert set(node["required"]) <= set(node["properties"]), path
        optional += [f"{path}.{name}" for name in node["properties"] if name not in node["required"]]

    assert [name.rpartition(".")[2] for name in optional] == ["hints_used"]


def test_every_field_is_described():
    """Every field says in a sentence what it means."""
    for path, node in fields(SCHEMA).items():
        assert node.get("description", "").endswith("."), path


def test_names_of_statuses_and_kinds_are_those_of_the_code():
    """The schema, the marks and the order of explanation know the same statuses and kinds."""
    definitions = SCHEMA["$defs"]
    counts = SCHEMA["properties"]["summary"]["properties"]

    assert definitions["exercise"]["properties"]["status"]["enum"] == list(EXERCISE)
    assert definitions["check"]["properties"]["status"]["enum"] == list(CHECK)
    assert definitions["check"]["properties"]["kind"]["enum"] == list(KINDS)
    assert counts["exercises"]["required"] == list(EXERCISE)
    assert counts["checks"]["required"] == list(CHECK)
    assert FAILING < set(CHECK)
    assert SCHEMA["properties"]["schema"]["const"] == report_schema.VERSION


def test_fields_md_tells_the_schema():
    """fields.md has one row for each field, in the same order, with its type and its meaning."""
    expected = [(path, type_of(node), node["description"]) for path, node in fields(SCHEMA).items()]

    rows = re.findall(r"^\| `([^`]+)` \| (.+?) \| (.+) \|$", FIELDS.read_text(encoding="utf-8"), re.MULTILINE)

    assert rows == expected


def change(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """Return a function that sets the field at `path`, such as ``exercises.0.score``."""

    def apply(whole: dict[str, Any]) -> None:
        *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        node: Any = whole
        for part in parents:
            node = node[part]
        node[last] = value

    return apply


# In the chapter, exercise 0 is solved, 1 partial (check 0 passed, 1 failed, 5 a bonus), 2 broken.
REFUSED = {
    "another version": change("schema", "score-report/2"),
    "a date without a time": change("created", "2026-11-23"),
    "a date without an offset": change("created", "2026-11-23T09:30:00"),
    "a negative duration": change("duration_s", -1),
    "an unknown status": change("status", "done"),
    "a score of a run that could not be graded": change("status", "not_gradable"),
    "no score of a run that was graded": change("score", None),
    "a seed that is no integer": change("seed", 1.5),
    "an unknown isolation level": change("isolation.level", "sandboxed"),
    "an unknown kind of device": change("environment.device.kind", "tpu"),
    "a hash that is none": change("submission.files.0.sha256", "abc"),
    "an unknown field": change("comment", ""),
    "an unknown field of a check": change("exercises.0.checks.0.comment", ""),
    "an unknown count": change("summary.checks.skipped", 0),
    "an id without a section": change("exercises.0.id", "e01_mlp"),
    "no score of an exercise that was judged": change("exercises.0.score", None),
    "a broken exercise without a message": change("exercises.2.message", None),
    "no score of a check that was judged": change("exercises.1.checks.1.score", None),
    "points for a check that failed": change("exercises.1.checks.1.score", 1),
    "no message of a check that failed": change("exercises.1.checks.1.message", None),
    "an empty message": change("exercises.1.checks.1.message", ""),
    "no points for a check that is no bonus": change("exercises.0.checks.0.max_score", 0),
    "points for a bonus": change("exercises.1.checks.5.max_score", 1),
    "points by the third": change("exercises.0.checks.0.max_score", 0.3),
    "a check that ran nowhere": change("exercises.0.checks.0.verified_on", None),
    "a check that was blocked somewhere": change("exercises.2.checks.0.verified_on", "cpu"),
    "an unknown place": change("exercises.0.checks.0.verified_on", "meta"),
    "a misconception without a text": change("exercises.1.checks.1.misconception", {"id": "one"}),
    "a line number of 0": change("exercises.1.checks.1.frames.0.line", 0),
    "an unknown kind of check": change("exercises.0.checks.0.kind", "speed"),
}


@pytest.mark.parametrize("spoil", REFUSED.values(), ids=list(REFUSED))
def test_what_is_wrong_is_refused(spoil):
    """A report that breaks one rule is not valid."""
    whole = chapter()
    assert VALIDATOR.is_valid(whole)

    spoil(whole)

    assert not VALIDATOR.is_valid(whole)


def test_a_score_is_null_exactly_when_there_was_no_verdict():
    """A check, an exercise and a run without a verdict cannot have a score of 0."""
    for path in ("score", "exercises.0.score", "exercises.0.checks.1.score"):
        whole = samples()["not_gradable"]
        assert VALIDATOR.is_valid(whole)
        change(path, 0)(whole)
        assert not VALIDATOR.is_valid(whole), path


def test_one_check_without_a_verdict_reaches_the_top():
    """An exercise with a check that was not judged is not judged, and the run is not gradable."""
    unjudged = exercise("partial", checks=[check()]) | {"checks": [check(), check("not_judged")]}
    assert not VALIDATOR.is_valid(report(unjudged))

    whole = samples()["not_gradable"] | {"status": "graded", "score": 0}
    assert not VALIDATOR.is_valid(whole)


def test_every_field_is_missed():
    """Without any one of its fields but one a report is not valid, and the quick look before reading says which."""
    whole = samples()["chapter"]
    for path in paths(whole):
        spoilt = copy.deepcopy(whole)
        *parents, last = path
        node: Any = spoilt
        for part in parents:
            node = node[part]
        if isinstance(node, list):
            continue
        del node[last]
        if last == "hints_used":
            assert VALIDATOR.is_valid(spoilt) and report_schema.first_problem(spoilt) is None
            continue

        assert not VALIDATOR.is_valid(spoilt), path
        assert f"{last} is missing" in str(report_schema.first_problem(spoilt)), path


@pytest.mark.parametrize("name", samples())
def test_the_quick_look_finds_no_fault_with_samples(name):
    """What is valid may be read."""
    assert report_schema.first_problem(samples()[name]) is None


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("score", True, "score has the wrong type"),
        ("exercises.1.checks.0.status", "skipped", "exercises[1].checks[0].status is none of passed"),
        ("exercises.1.checks.0.status", ["passed"], "exercises[1].checks[0].status is none of passed"),
        ("exercises.1.checks.1.misconception", "no", "exercises[1].checks[1].misconception has the wrong"),
        ("exercises", {}, "exercises has the wrong type"),
        ("exercises.1.hints_used", "two", "exercises[1].hints_used has the wrong type"),
        ("summary.exercises.solved", 1.5, "summary.exercises.solved has the wrong type"),
    ],
)
def test_the_quick_look_names_the_field(path, value, problem):
    """A wrong type or an unknown name is reported with the path of its field."""
    whole = chapter()
    change(path, value)(whole)

    assert str(report_schema.first_problem(whole)).startswith(problem)


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """Return a schema with its reference, if it has one, put in place."""
    return SCHEMA["$defs"][node["$ref"].rpartition("/")[2]] | node if "$ref" in node else node


def fields(node: dict[str, Any], path: str = "") -> dict[str, dict[str, Any]]:
    """Return every field of a schema by its path; ``[]`` stands for any item of a list."""
    node = resolved(node)
    if "items" in node:
        return fields(node["items"], f"{path}[]")
    found = {}
    for name, inner in node.get("properties", {}).items():
        inner_path = f"{path}.{name}".lstrip(".")
        found[inner_path] = resolved(inner)
        found |= fields(inner, inner_path)
    return found


def objects(node: dict[str, Any], path: str = "report") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object of a schema with its path."""
    node = resolved(node)
    if "object" in kinds(node):
        yield path, node
    for name, inner in node.get("properties", {}).items():
        yield from objects(inner, f"{path}.{name}")
    if "items" in node:
        yield from objects(node["items"], f"{path}[]")


def kinds(node: dict[str, Any]) -> list[str]:
    """Return the types that a schema allows."""
    named = node.get("type", [])
    return [named] if isinstance(named, str) else named


def type_of(node: dict[str, Any]) -> str:
    """Return the type of a field in words."""
    if "const" in node:
        return f"`{node['const']}`"
    if "enum" in node:
        return "one of " + ", ".join(f"`{value}`" for value in node["enum"])
    if "items" in node:
        return f"list of {kinds(resolved(node['items']))[0]}s"
    return " or ".join(kinds(node))


def paths(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything inside `node`."""
    inside: list[tuple[Any, Any]] = []
    if isinstance(node, dict):
        inside = list(node.items())
    elif isinstance(node, list):
        inside = list(enumerate(node))
    for name, inner in inside:
        yield (*path, name)
        yield from paths(inner, (*path, name))
