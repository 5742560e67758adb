"""The tasks for VS Code: valid, naming sessions that exist, and clicking leads to the learner's line."""

from __future__ import annotations

import ast
import json
import re
from typing import Any

import pytest

from checkout import ROOT, Checkout

PATH = ROOT / ".vscode" / "tasks.json"
FILE = "exercises/01_modules/e01_mlp.py"


def tasks() -> list[dict[str, Any]]:
    content = json.loads(PATH.read_text(encoding="utf-8"))
    assert content["version"] == "2.0.0"
    return list(content["tasks"])


def task(label: str) -> dict[str, Any]:
    (found,) = [one for one in tasks() if one["label"] == label]
    return found


def sessions() -> set[str]:
    """Return the names of nox's sessions."""
    module = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef) and node.decorator_list]
    renamed = {
        node.name: str(ast.literal_eval(call.keywords[0].value))
        for node in functions
        for call in node.decorator_list
        if isinstance(call, ast.Call)
    }
    return {renamed.get(node.name, node.name) for node in functions}


def arguments(one: dict[str, Any], file: str) -> list[str]:
    """Return the arguments of the grader that a task of nox comes down to."""
    assert one["command"] == "${workspaceFolder}/.venv/bin/nox" and one["args"][0] == "-s"
    return [one["args"][1], *(file if part == "${relativeFile}" else part for part in one["args"][3:])]


def test_tasks_are_well_formed():
    """Every task has a name of its own, runs a process in the workspace, and says what reads its output."""
    assert len({one["label"] for one in tasks()}) == len(tasks()) == 5
    for one in tasks():
        assert one["type"] == "process"
        assert one["options"] == {"cwd": "${workspaceFolder}"}
        assert "problemMatcher" in one
    assert [one["label"] for one in tasks() if one.get("group", {}).get("isDefault")] == ["Grade this file"]


def test_tasks_use_what_the_readme_sets_up():
    """Each task runs a session of the noxfile, by the README's nox, or Python where nox has installed it."""
    for one in tasks():
        if one["label"] == "Run the example of this file":
            assert (one["command"], one["args"]) == ("${workspaceFolder}/.nox/shared/bin/python", ["${file}"])
        else:
            assert arguments(one, FILE)[0] in sessions()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 -m venv .venv && .venv/bin/pip install nox" in readme


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    return Checkout(tmp_path / "kata")


@pytest.mark.parametrize("file", [FILE, FILE.replace("/", "\\")])
def test_commands_take_the_file_in_the_editor(checkout, file):
    """A path as VS Code gives it names the exercise, with strokes of either kind."""
    hinted = checkout.run(*arguments(task("Hint for this file"), file))

    assert hinted.returncode == 0, hinted.stderr
    assert "01_modules/e01_mlp" in hinted.stdout


SOURCES = {
    "an exception": (
        "from torch import nn\nclass MLP(nn.Module):\n    def __init__(self, *_, **__):\n        boom()\n",
        4,
    ),
    "a broken import": ("import torch\nfrom torch import nm\n", 2),
    "a syntax error": ("import torch\nx = = 3\n", 2),
}


@pytest.mark.parametrize(("source", "line"), SOURCES.values(), ids=list(SOURCES))
def test_problems_lead_to_the_line(checkout, source, line):
    """What the matcher finds in the terminal's text is the learner's file and the line that failed."""
    (checkout.path / FILE).write_text(source)
    grading = task("Grade this file")
    done = checkout.run(*arguments(grading, FILE))
    pattern = grading["problemMatcher"]["pattern"]
    found = [match for one in done.stdout.splitlines() if (match := re.match(pattern["regexp"], one))]
    places = {(match[pattern["file"]], int(match[pattern["line"]])) for match in found}

    assert places == {(FILE, line)}, done.stdout
    assert {match[pattern["message"]] for match in found} == {source.splitlines()[line - 1].strip()}
