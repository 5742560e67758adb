"""What the report of one submission must say, as `tests/submissions/*/expected.json` has it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console

from grader.catalog import ROOT
from grader.limits import Limits
from grader.report.terminal import render

FILE = "01_modules/e01_mlp.py"
MOST_FRAMES = 8
MOST_BYTES = 1 << 20

Report = dict[str, Any]
Expected = dict[str, Any]


def expected(folder: Path) -> Expected:
    """Return what the report of a folder of submissions must say."""
    wanted: Expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return wanted


def broken(*contains: str) -> Expected:
    """Return what is expected of a file that cannot be used at all."""
    return {"status": "broken", "checks": ["blocked"], "contains": list(contains)}


def compare(report: Report, wanted: Expected) -> None:
    """Assert that the report of one exercise says what it must say, and nothing of ours."""
    (exercise,) = report["exercises"]
    seen = {check["status"] for check in exercise["checks"]}
    texts = [text for text in said(exercise) if text]

    assert report["status"] == "graded"
    statuses = wanted["status"] if isinstance(wanted["status"], list) else [wanted["status"]]
    assert exercise["status"] in statuses, texts
    if "checks" in wanted:
        assert seen == set(wanted["checks"]), texts
    else:
        assert seen <= set(wanted["checks_among"]), texts
    assert (exercise["score"] == exercise["max_score"]) == (exercise["status"] == "solved")
    for text in wanted.get("contains", []):
        assert any(text in said for said in texts), (text, texts)
    for text in texts:
        assert "Traceback" not in text
        assert "grader/" not in text
        assert wanted.get("names_the_grader") or str(ROOT) not in text.replace(sys.prefix, "")
    compare_lines(exercise, wanted)
    compare_output(exercise, wanted)
    compare_size(report)


def said(exercise: Report) -> list[str | None]:
    checks = exercise["checks"]
    return [exercise["message"], *(check[field] for check in checks for field in ("message", "actual"))]


def compare_lines(exercise: Report, wanted: Expected) -> None:
    frames = exercise["frames"] + [frame for check in exercise["checks"] for frame in check["frames"]]
    shown = {frame["code"] for frame in frames}
    assert {frame["file"] for frame in frames} <= {FILE}
    assert all(len(each["frames"]) <= MOST_FRAMES for each in (exercise, *exercise["checks"]))
    for line in wanted.get("lines", []):
        assert line in shown


def compare_output(exercise: Report, wanted: Expected) -> None:
    outputs = [check["output"] or "" for check in exercise["checks"]]
    assert all(len(output) <= 2 * Limits().output_bytes for output in outputs)
    for text in wanted.get("output", []):
        assert any(text in output for output in outputs)
    for text in wanted.get("output_lacks", []):
        assert not any(text in output for output in outputs)


def compare_size(report: Report) -> None:
    """Assert that the report can be kept and read, whatever the submission said."""
    page = io.StringIO()
    render(report, Console(file=page, width=80))
    assert len(json.dumps(report)) < MOST_BYTES
    assert "\x1b" not in page.getvalue()
