"""The summary: a score report as Markdown, for the page of a CI job.

Everything here is made from the report alone, and much of that was written by submitted code. So nothing in it
is read as Markdown or HTML: in a line, each character that could mean something is spelled as a reference;
longer text stands in a `<pre>` of HTML, where Markdown has no say.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from grader.report import names
from grader.report.focus import failures_to_explain
from grader.report.harmless import harmless
from grader.report.statuses import CHECK, EXERCISE, word

# A job's summary may have 1 MiB; escaped, a character takes up to ten.
_MOST_EXPLAINED = 40_000
_MAX_CHARACTERS = 2_000
_MAX_LINES = 20


def markdown(report: dict[str, Any]) -> str:
    """Return `report`, a whole "score-report/1", as GitHub's Markdown."""
    blocks = [_heading(report), *_circumstances(report), _facts(report), _table(report), *_explanations(report)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _heading(report: dict[str, Any]) -> str:
    if report["score"] is None:
        return "## Not graded"
    if not report["max_score"]:
        return "## Extras"
    return f"## Score {names.points(report['score'])} / {names.points(report['max_score'])}"


def _circumstances(report: dict[str, Any]) -> Iterator[str]:
    if report["status"] == "not_gradable":
        yield "**The grader had trouble of its own.** Nothing has been scored; this says nothing about the submission."
    if report["status"] == "incomplete":
        yield "**Incomplete:** the run was interrupted. Only what was graded is listed."
    if report["isolation"]["level"] == "unconfined":
        yield "**Unconfined:** the submitted code ran with all the rights of whoever ran the grader."


def _facts(report: dict[str, Any]) -> str:
    device, isolation = report["environment"]["device"], report["isolation"]
    count = f", {device['count']} of them" if device["count"] > 1 else ""
    facts = {
        "device": f"{device['kind']}: {device['name']}{count}",
        "checks ran on": _places(report) or "nothing: no check had to run",
        "isolation": ", ".join([isolation["level"], *isolation["mechanisms"]]),
        "PyTorch": report["environment"]["torch"] or "not needed",
        "grader": report["grader"]["git_commit"] or report["grader"]["version"],
        "seed": str(report["seed"]),
    }
    return "\n".join(f"- {name}: {_inline(value)}" for name, value in facts.items())


def _places(report: dict[str, Any]) -> str:
    places = Counter(check["verified_on"] for exercise in report["exercises"] for check in exercise["checks"])
    return ", ".join(f"{place} ({count})" for place, count in sorted(places.items(), key=str) if place)


def _table(report: dict[str, Any]) -> str:
    rows = ["| | exercise | points | status |", "|---|---|---:|---|"]
    for exercise in report["exercises"]:
        title = f"{exercise['title']} (extra)" if exercise["extra"] else exercise["title"]
        name = f"{_inline(names.short(exercise['id']))} {_inline(title)}"
        points = f"{names.points(exercise['score'])} / {names.points(exercise['max_score'])}"
        rows.append(f"| {EXERCISE[exercise['status']].mark} | {name} | {points} | {word(exercise['status'])} |")
    return "\n".join(rows) if report["exercises"] else ""


def _explanations(report: dict[str, Any]) -> Iterator[str]:
    room = _MOST_EXPLAINED
    for exercise in report["exercises"]:
        blocks = list(_explained(exercise))
        if not blocks:
            continue
        text = "\n\n".join(blocks)
        room -= len(text)
        if room < 0:
            yield "What there is to say about the other exercises stands in the report."
            return
        title = f"{_inline(names.short(exercise['id']))} {_inline(exercise['title'])}"
        yield f"<details><summary>{title}</summary>\n\n{text}\n\n</details>"


def _explained(exercise: dict[str, Any]) -> Iterator[str]:
    """Yield what is first to be looked at in an exercise."""
    if exercise["status"] in ("solved", "not_attempted"):
        return
    if exercise["message"]:
        yield _block(exercise["message"])
    unjudged = [check for check in exercise["checks"] if check["status"] == "not_judged"]
    for check in unjudged or failures_to_explain(exercise):
        yield f"{CHECK[check['status']].mark} {_inline(check['title'])}"
        misconception = check["misconception"]
        yield _block(misconception["text"] if misconception else check["message"])


def _inline(text: str) -> str:
    """Return `text` as one line in which Markdown finds nothing to do."""
    clean = " ".join(harmless(text[:_MAX_CHARACTERS]).split())
    return re.sub(r"[^\w\s]|_", lambda found: f"&#{ord(found[0])};", clean)


def _block(text: str) -> str:
    """Return `text` with its own lines, shown as it is."""
    lines = harmless(text[:_MAX_CHARACTERS]).strip("\n").split("\n")
    if len(text) > _MAX_CHARACTERS or len(lines) > _MAX_LINES:
        lines = [*lines[:_MAX_LINES], "... (the rest is in the report)"]
    return f"<pre>{html.escape(chr(10).join(lines))}</pre>"
