"""The README's table of evidence, made from the exercises, the answer bank and the record of mutants."""

from __future__ import annotations

import re
from pathlib import Path

from grader import catalog
from grader.authoring import mutation
from grader.authoring.answers import bank
from grader.errors import SuiteError

BLOCK = re.compile(r"(?<=<!-- evidence -->\n).*?(?=<!-- end of evidence -->)", re.DOTALL)


def table(root: Path) -> str:
    """Return the table as Markdown: one row for each section, and one for all."""
    exercises = catalog.load(root)
    mutations = mutation.read(root)
    rows = ["| section | exercises | points | checks | right answers | wrong answers | mutants killed | equal |"]
    rows.append("|---|---|---|---|---|---|---|---|")
    sections = [*dict.fromkeys(exercise.section for exercise in exercises)]
    for name, members in [(section, [e for e in exercises if e.section == section]) for section in sections] + [
        ("all", list(exercises))
    ]:
        answers = [answer for exercise in members for answer in bank(exercise)]
        found = [mutations[exercise.id] for exercise in members if exercise.id in mutations]
        total, survivors = sum(one.total for one in found), sum(len(one.survivors) for one in found)
        points = sum(exercise.points for exercise in members if not exercise.extra)
        cells = [
            f"`{name}`" if name != "all" else "all",
            str(len(members)),
            f"{points:g}",
            str(sum(len(exercise.checks) for exercise in members)),
            str(sum(answer.right for answer in answers)),
            str(sum(not answer.right for answer in answers)),
            f"{total - survivors} of {total}",
            str(survivors - sum(one.unexplained for one in found)),
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def write(root: Path) -> None:
    """Put the table into the README, between its two comments.

    Raises:
        SuiteError: when the README has no place for it.
    """
    readme = root / "README.md"
    text = readme.read_text(encoding="utf-8")
    if not BLOCK.search(text):
        raise SuiteError(
            f"{readme} has no `<!-- evidence -->` and `<!-- end of evidence -->`, so the table has no place."
        )
    readme.write_text(BLOCK.sub(lambda _: table(root), text), encoding="utf-8")
