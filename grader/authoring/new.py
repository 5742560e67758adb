"""Begins a new exercise: all its parts, with TODOs where an author's work is."""

from __future__ import annotations

import re
from pathlib import Path

from grader import catalog
from grader.authoring.stubs import derive
from grader.errors import UsageError

PATH = re.compile(r"(?P<section>\d\d_[a-z0-9_]+)/(?P<slug>(?P<number>e\d\d)_(?P<name>[a-z0-9_]+))")

SOLUTION = '''"""TODO: the title.

TODO: the idea in two or three sentences; the contract with names, shapes and what is raised; an example that
runs; the rules that hold in every mode and at every call; a question; the book's section.
"""

from torch import Tensor


def {name}(x: Tensor) -> Tensor:
    """TODO: what it returns.

    Args:
        x: of any shape.
    """
    # solution: TODO: what is to be done here
    return 2 * x
    # end solution


if __name__ == "__main__":
    import torch

    print({name}(torch.ones(2, 3)))
'''

PROBES = '''"""What is done to a submitted `{name}`."""


def call(submission, x):
    """{name}(X)"""
    return {{"output": submission.{name}(x)}}
'''

SUITE = '''"""TODO: the title."""

from grader.judge import Misconception, check, expect

POINTS = 5

IDEA = Misconception("todo_name_the_idea", "TODO: what was observed, and what it means.")


@check(points=5, kind="value")
def test_values(observe, draw):
    """TODO: the rule in one sentence."""
    x = draw.normal(*draw.sizes(2))
    seen = observe("call", x=x)
    expect(seen["output"], "{name}(X)").close(2 * x, mistaken={{IDEA: x}})
'''

HINTS = """TODO: a question that leads there.

---

TODO: a pointer into the documentation.

---

TODO: the shape of the answer, never the answer.
"""

RIGHT = '''"""TODO: what is unusual about this right answer."""


def {name}(x):
    return x + x
'''

WRONG = '''"""TODO: what the learner thought, and what happens.

misconception: todo_name_the_idea
check: test_values
"""


def {name}(x):
    return x
'''


def write(root: Path, path: str) -> list[Path]:
    """Write the parts of the exercise `path`, such as ``03_initialisation/e31_my_init``; return their paths.

    Raises:
        UsageError: when the path has another form, or the exercise or its number exists.
    """
    found = PATH.fullmatch(path)
    if not found:
        raise UsageError(f"{path!r} is not like 03_initialisation/e31_my_init: SECTION/SLUG with their numbers.")
    section, slug, name = found["section"], found["slug"], found["name"]
    taken = {folder.name.split("_")[0]: folder for folder in catalog.folders(root)}
    if found["number"] in taken:
        raise UsageError(f"{found['number']} is taken by {taken[found['number']].name}; the last is {max(taken)}.")
    parts = {
        root / "solutions" / section / f"{slug}.py": SOLUTION,
        root / "grader" / "suites" / section / slug / "probes.py": PROBES,
        root / "grader" / "suites" / section / slug / f"test_{slug}.py": SUITE,
        root / "grader" / "suites" / section / slug / "hints.md": HINTS,
        root / "tests" / "answers" / section / slug / "right_sum.py": RIGHT,
        root / "tests" / "answers" / section / slug / "wrong_unchanged.py": WRONG,
    }
    stub = root / "exercises" / section / f"{slug}.py"
    for place in (*parts, stub):
        if place.exists():
            raise UsageError(f"{place.relative_to(root).as_posix()} exists: nothing was written.")
    for place, text in parts.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text if text is HINTS else text.format(name=name), encoding="utf-8")
    stub.parent.mkdir(parents=True, exist_ok=True)
    stub.write_text(derive(next(iter(parts))), encoding="utf-8")
    return [*parts, stub]
