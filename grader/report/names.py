"""Names: how the identifiers and numbers of a report are written for people."""

from __future__ import annotations

import re
from typing import Any


def section(identifier: str) -> str:
    """Return a section as it is read: ``01_modules`` is "01 modules"."""
    return identifier.replace("_", " ")


def short(exercise_id: str) -> str:
    """Return the shortest name that the commands take: ``01_modules/e02_my_sequential`` is "e02"."""
    slug = exercise_id.rpartition("/")[2]
    number = re.match(r"e[0-9]+(?=_|$)", slug)
    return number.group() if number else slug


def file(report: dict[str, Any], exercise_id: str) -> str:
    """Return the path of an exercise's file, seen from where the grader was started."""
    root = str(report["submission"]["path"])
    return root if root.endswith(".py") else f"{root.rstrip('/')}/{exercise_id}.py"


def points(score: float | None) -> str:
    """Return points without needless digits: "7.5", "5", and "?" where there was no verdict."""
    return "?" if score is None else f"{score:g}"


def counted(count: float, noun: str) -> str:
    """Return a number with its noun: "1 point", "2.5 points"."""
    return f"{count:g} {noun}" if count == 1 else f"{count:g} {noun}s"


def devices(report: dict[str, Any]) -> str | None:
    """Say on which GPUs checks ran, real or simulated; None where none asked for any."""
    places = [check["verified_on"] or "" for exercise in report["exercises"] for check in exercise["checks"]]
    simulated = places.count("simulated")
    real = [place for place in places if place.startswith("cuda")]
    if not real:
        return "GPU checks ran on simulated devices." if simulated else None
    told = f"GPU checks ran on {real[0].partition(':')[2]}"
    rest = f", {simulated} that need another number of GPUs on simulated ones" if simulated else ""
    return f"{told}{rest}."
