"""How many comparisons each check makes on the solution, on record: so that none gets lost unnoticed.

Many comparisons catch what another one catches too, so no wrong answer may miss them when they are gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from grader.authoring.complaint import Complaint, about
from grader.catalog import Exercise

RECORD = Path("tests") / "comparisons.json"

Counts = dict[str, int]


def counted(verdicts: Mapping[str, Mapping[str, Any]]) -> Counts:
    """Return the number of comparisons by check, from the verdicts on a solution."""
    return {name: verdict["comparisons"] for name, verdict in sorted(verdicts.items())}


def changes(exercise: Exercise, counts: Counts) -> Iterator[Complaint]:
    """Yield a complaint for each check that makes another number of comparisons than the record has."""
    recorded = read(exercise.root).get(exercise.id, {})
    for name in sorted({*counts, *recorded}):
        now, before = counts.get(name, 0), recorded.get(name, 0)
        if now != before:
            problem = f"{name} makes {now} comparisons on the solution, {before} are recorded."
            cure = f"One is gone or new: if you meant that, `python -m grader check {exercise.number} --record`."
            yield about(exercise, exercise.tests, problem, cure)


def read(root: Path) -> dict[str, Counts]:
    """Return the record, by exercise id; empty where there is none."""
    path = root / RECORD
    if not path.is_file():
        return {}
    record: dict[str, Counts] = json.loads(path.read_text(encoding="utf-8"))
    return record


def write(root: Path, counts: Mapping[str, Counts]) -> None:
    """Bring the record up to date for some exercises."""
    record = dict(sorted((read(root) | dict(counts)).items()))
    (root / RECORD).parent.mkdir(parents=True, exist_ok=True)
    (root / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
