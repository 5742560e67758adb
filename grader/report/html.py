"""The HTML view: a score report as one page that needs nothing beside itself.

Everything here is made from the report alone. Much of that was written by submitted code, so every text on the page
is cut to a bearable length, freed of what does more than be read, and escaped; and the page's policy lets a browser
run no script and fetch nothing, should anything slip through.
"""

from __future__ import annotations

import base64
import hashlib
import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from grader.report import focus, names
from grader.report.harmless import harmless
from grader.report.statuses import CHECK, EXERCISE, FAILING, word

# Beyond this, more of a text does not help anybody; the JSON has all of it.
MOST_CHARACTERS = 4_000
MOST_FRAMES = 8

Json = dict[str, Any]


@dataclass(frozen=True)
class Group:
    """Some exercises, to be shown with what they earned together."""

    name: str
    exercises: list[Json]

    @property
    def counting(self) -> list[Json]:
        """Those whose points are in the totals."""
        return [one for one in self.exercises if not one["extra"]]

    @property
    def solved(self) -> int:
        """How many have full marks."""
        return sum(one["status"] == "solved" for one in self.exercises)

    @property
    def score(self) -> float | None:
        """Their points together; None where one of them has no verdict."""
        scores = [one["score"] for one in self.counting]
        return None if None in scores else sum(scores)

    @property
    def max_score(self) -> float:
        """What their points could have been."""
        return sum(float(one["max_score"]) for one in self.counting)


@dataclass(frozen=True)
class Tally:
    """How the checks of one kind went: `passed`, `failing`, and `open` for those that did not run to a verdict."""

    name: str
    passed: int
    failing: int
    open: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.passed + self.failing + self.open


def html(report: Json) -> str:
    """Return `report`, a whole "score-report/1", as a page of HTML."""
    # Imported here: who grades needs no templates.
    import jinja2

    folder = Path(__file__).parent
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "points": names.points,
        "counted": names.counted,
        "word": word,
        "short": names.short,
        "coded": _coded,
    }
    environment.filters |= {"section": names.section, "percent": percent}
    style = (folder / "page.css").read_text(encoding="utf-8")
    exercises = report["exercises"]
    page = environment.get_template("page.html.j2").render(
        report=report,
        style=style,
        policy=f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'",
        looks=EXERCISE | CHECK,
        whole=Group("all", exercises),
        sections=[Group(name, list(some)) for name, some in groupby(exercises, lambda one: one["section"])],
        tallies=tallies(exercises),
        begin_with=focus.exercise_to_explain(report),
        failures=failures,
        in_order=focus.in_order_of_kinds,
        places=_places(exercises),
        most_frames=MOST_FRAMES,
    )
    return page.encode("utf-8", "replace").decode("utf-8")


def tallies(exercises: list[Json]) -> list[Tally]:
    """Return how the checks went, by kind in the order of explanation."""
    counts = Counter((check["kind"], _outcome(check["status"])) for one in exercises for check in one["checks"])
    by_kind = [
        Tally(kind, *(counts[kind, outcome] for outcome in ("passed", "failing", "open"))) for kind in focus.KINDS
    ]
    return [tally for tally in by_kind if tally.total]


def failures(exercise: Json) -> list[Json]:
    """Return the checks that the page explains one by one: those that failed, and those without a verdict."""
    told = [check for check in exercise["checks"] if check["status"] in FAILING or check["status"] == "not_judged"]
    return focus.in_order_of_kinds(told)


def percent(score: float | None, max_score: float) -> float:
    """Return what share of the points was earned, from 0 to 100, whatever the report claims."""
    if score is None or not max_score or not math.isfinite(score) or not math.isfinite(max_score):
        return 0.0
    return round(min(max(100 * score / max_score, 0.0), 100.0), 2)


def _outcome(status: str) -> str:
    return "passed" if status == "passed" else "failing" if status in FAILING else "open"


def _places(exercises: list[Json]) -> list[tuple[str, int]]:
    places = Counter(check["verified_on"] for one in exercises for check in one["checks"] if check["verified_on"])
    return sorted(places.items())


def _hash(style: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"


def _coded(text: str) -> Any:
    """Return a text in which what stands between backticks is shown as code."""
    from markupsafe import Markup

    parts = re.split(r"`([^`\n]+)`", _shown(text))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if odd % 2 else part for odd, part in enumerate(parts)
    )


def _shown(value: Any) -> Any:
    """Return what the page shows of a value; every expression of the template passes through here."""
    if type(value) is not str:
        return value
    clean = harmless(value[:MOST_CHARACTERS])
    return clean if len(value) <= MOST_CHARACTERS else f"{clean}\n... (the rest is in the report's JSON)"
