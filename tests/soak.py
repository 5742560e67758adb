"""Many gradings in one process, of good, broken and hostile submissions: `python -m tests.soak [N]`.

Prints what has grown between the first quarter and the end: memory, descriptors, processes, temporary files. Not
part of the tests, since it takes minutes.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader import catalog, pipeline
from grader.limits import Limits
from tests import corpus
from tests.expectations import expected
from tests.leftovers import children, is_soon

GRADINGS = 300
SUBMISSIONS = Path(__file__).with_name("submissions")
EXERCISES = catalog.load()
(E01,) = catalog.select(EXERCISES, ["e01"])


@dataclass(frozen=True)
class Usage:
    """What this process and those that it keeps have in use."""

    own_mib: float
    standing_mib: float
    descriptors: int
    processes: int
    files: int

    @classmethod
    def now(cls, grader: pipeline.Grader, temporary: Path) -> Usage:
        """Measure, once what is on its way out is gone."""
        is_soon(lambda: children(os.getpid()) == grader.standing)
        is_soon(lambda: not any(children(pid) for pid in grader.standing))
        left = [children(os.getpid()) - grader.standing, *(children(pid) for pid in grader.standing)]
        return cls(
            own_mib=_resident(os.getpid()),
            standing_mib=sum(map(_resident, grader.standing)),
            descriptors=sum(len(os.listdir(f"/proc/{pid}/fd")) for pid in (os.getpid(), *grader.standing)),
            processes=sum(map(len, left)),
            files=len(list(temporary.rglob("*"))),
        )


def _resident(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def requests(folder: Path) -> Iterator[pipeline.Request]:
    """Yield gradings without end: a right answer, a broken submission and an attack, in turn."""
    attacks = [each for each in corpus.read_all() if not each.limits]
    symptoms = [each.parent for each in sorted(SUBMISSIONS.glob("*/expected.json"))]
    symptoms = [each for each in symptoms if "limits" not in expected(each)]
    for number, (attack, symptom) in enumerate(zip(itertools.cycle(attacks), itertools.cycle(symptoms))):
        with corpus.ground(folder / f"{number}", os.getuid()) as ground:
            tree = ground.place(attack)
            for exercises, place in (
                ((attack.bystander,), tree),
                ((E01,), symptom),
                ((attack.exercise,), tree),
            ):
                yield pipeline.Request(exercises, place, limits=Limits(exercise_wall_s=4, probe_wall_s=3))


def main(count: int) -> None:
    """Grade so many times, and print what has grown."""
    with tempfile.TemporaryDirectory() as trees, tempfile.TemporaryDirectory() as temporary:
        os.environ["TMPDIR"] = tempfile.tempdir = temporary
        with pipeline.Grader() as grader:
            grader.warm_up(EXERCISES)
            before = None
            for number, request in enumerate(itertools.islice(requests(Path(trees)), count), 1):
                report = grader.grade(request).report
                assert report["status"] == "graded", report["status"]
                if number in (max(1, count // 4), count):
                    now = Usage.now(grader, Path(temporary))
                    print(f"after {number} gradings: {now}", flush=True)
                    before = before or now
    assert before is not None
    grown = {name: round(getattr(now, name) - value, 1) for name, value in vars(before).items()}
    print(f"grown in {count - max(1, count // 4)} gradings: {grown}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else GRADINGS)
