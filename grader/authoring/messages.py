"""The page of messages: every wrong answer of the bank with what its learner is told, to be read aloud."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from grader.authoring.answers import Answer
from grader.authoring.complaint import Complaint, about
from grader.authoring.gate import judged
from grader.authoring.trials import provable
from grader.catalog import Exercise
from grader.judge.session import Task
from grader.pipeline import Grader

SEED = 1
WIDTH = 100


@dataclass(frozen=True)
class Told:
    """One wrong answer and the verdict of the check that it names."""

    answer: Answer
    title: str
    verdict: dict[str, Any]

    def text(self) -> str:
        """Return the entry of the page: what was thought, what was checked, what the learner reads."""
        misconception = self.verdict["misconception"] or {"id": "none", "text": "(no idea is named)"}
        parts = {
            "thought": self.answer.thought,
            "checked": self.title,
            "message": self.verdict["message"] or "(passed)",
            "likely": misconception["text"],
        }
        lines = [f"{self.answer.path.name}   [{self.verdict['status']}, {misconception['id']}]"]
        for label, text in parts.items():
            lines += textwrap.wrap(
                " ".join(text.split()), WIDTH, initial_indent=f"  {label:8} ", subsequent_indent=" " * 11
            )
        return "\n".join(lines)


def messages(exercises: Sequence[Exercise], grader: Grader) -> Iterator[tuple[Exercise, list[Told]]]:
    """Yield what the wrong answers of each exercise are told by the check that each of them names."""
    for exercise in exercises:
        probes = exercise.probes.read_text(encoding="utf-8")
        titles = {entry.name: entry.title for entry in exercise.checks}
        named = [(answer, answer.check) for answer in provable(exercise) if answer.check is not None]
        tasks = {
            answer.path: Task(
                exercise.id, exercise.file, answer.path.read_bytes(), probes,
                name=answer.path.name, seed=SEED, checks=(check,),
            )
            for answer, check in named
        }  # fmt: skip
        verdicts = judged(list(tasks.values()), [exercise], grader)
        yield (
            exercise,
            [Told(answer, titles[check], verdicts[answer.path.name][check]) for answer, check in named],
        )


def same_words(exercise: Exercise, told: Sequence[Told]) -> Iterator[Complaint]:
    """Yield a complaint for each two ideas of an exercise that are told in the same words."""
    ids: dict[str, set[str]] = defaultdict(set)
    for one in told:
        if one.verdict["misconception"]:
            ids[one.verdict["misconception"]["text"]].add(one.verdict["misconception"]["id"])
    for text, names in ids.items():
        if len(names) > 1:
            problem = f"{' and '.join(sorted(names))} are told in the same words: {text}"
            yield about(exercise, exercise.tests, problem, "Give each idea a text of its own, or make them one.")
