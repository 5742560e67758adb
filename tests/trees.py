"""Small repositories for tests, laid out like the real one: a folder with suites, solutions and stubs of its own."""

from __future__ import annotations

from pathlib import Path

from grader import catalog
from grader.catalog import Exercise

ID = "01_first/e01_double"

SUITE = '''"""A number, doubled."""

from grader.judge import Misconception, check, expect

POINTS = 3


@check(points=2, kind="value")
def test_doubles(observe, draw):
    """f doubles its argument."""
    x = draw.normal(3)
    expect(observe("call", x=x), "f(x)").close(x + x)


@check(points=1, kind="robustness", claim=True)
def test_integers(observe, draw):
    """Integers stay
    integers."""
    x = draw.integers(3, low=1, high=9)
    expect(observe("call", x=x), "f(x)").equal(x + x)


@check(points=0, kind="state", bonus=True)
def test_name(observe):
    """The function has a name."""
    expect(observe("call", x=1)).equal(2)
'''

PROBES = '''"""What is done to a submitted `f`."""


def call(submission, x):
    """f(x)"""
    return submission.f(x)
'''

SOLUTION = '''"""A number, doubled."""


def f(x):
    # solution: double x
    return 2 * x
    # end solution
'''

STUB = '''"""A number, doubled."""


def f(x):
    # TODO: double x
    raise NotImplementedError("e01: double x")
'''

HINTS = """What is twice three?

---

Read about `*`.
---
Two times x.
"""


def plant(
    root: Path,
    exercise: str = ID,
    *,
    suite: str | None = SUITE,
    probes: str | None = PROBES,
    solution: str | None = SOLUTION,
    hints: str | None = HINTS,
) -> Path:
    """Write an exercise into the repository `root`, except the parts that are None; return its suite's folder."""
    section, slug = exercise.split("/")
    folder = root / "grader" / "suites" / section / slug
    parts = {
        folder / f"test_{slug}.py": suite,
        folder / "probes.py": probes,
        folder / "hints.md": hints,
        root / "solutions" / f"{exercise}.py": solution,
    }
    for path, text in parts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            path.write_text(text, encoding="utf-8")
    return folder


def planted(root: Path, exercise: str = ID, **parts: str | None) -> Exercise:
    """Write an exercise into the repository `root` and return it as the catalog reads it."""
    plant(root, exercise, **parts)
    return next(entry for entry in catalog.load(root) if entry.id == exercise)


def submit(tree: Path, exercise: Exercise, source: str | bytes) -> Path:
    """Write a submission of `exercise` into `tree`; return the file's path."""
    path = tree / exercise.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(source if isinstance(source, bytes) else source.encode("utf-8"))
    return path
