"""The gate: a whole exercise is proven, and whatever is spoilt in one is told with its file and its cure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.authoring import assertions, comparisons, gate, messages, mutation, new, parts
from grader.authoring.complaint import Complaint
from grader.authoring.mutants import mutants
from grader.authoring.stubs import derive
from grader.catalog import Exercise
from grader.errors import UsageError
from grader.pipeline import Grader
from trees import planted

ID = "01_first/e01_scaled"

SOLUTION = '''"""Scaled."""


def scaled(x, by):
    """Return x times by."""
    # solution: multiply
    return x * by
    # end solution
'''

PROBES = '''"""What is done to a submitted `scaled`."""

from grader.worker.probing import attempt


def call(submission, x, by):
    """scaled(X, by)"""
    before = x.clone()
    return {"output": submission.scaled(x, by), "kept": bool((x == before).all()), "X": x}
'''

SUITE = '''"""Scaled."""

from grader.judge import Misconception, check, expect

POINTS = 6

ADDED = Misconception("scaling_is_adding", "The number was added.")
WRITTEN = Misconception("input_is_mine", "X is not what it was.")


@check(points=5, kind="value")
def test_values(observe, draw):
    """Every entry is multiplied."""
    x, by = draw.normal(3, 4), draw.number(2, 3)
    seen = observe("call", x=x, by=by)
    expect(seen["output"], "scaled(X, by)").close(x * by, mistaken={ADDED: x + by})
    expect(seen["X"], "X, after the call").close(x, otherwise=WRITTEN)


@check(points=1, kind="robustness", claim=True)
def test_input(observe, draw):
    """The input is left alone."""
    seen = observe("call", x=draw.normal(3), by=2.0)
    expect(seen["kept"], "X, after the call").equal(True, otherwise=WRITTEN)
'''

HINTS = "Which operator?\n\n---\n\nRead about `*`.\n\n---\n\nOne product.\n"

RIGHT = {
    "operator": "return x * by",
    "method": "return x.mul(by)",
    "turned": "return by * x",
    "clone": "x = x.clone()\n    x *= by\n    return x",
}
ADDED, WRITTEN, KEPT = (
    ("scaling_is_adding", "test_values"),
    ("input_is_mine", "test_values"),
    ("input_is_mine", "test_input"),
)
WRONG = {
    "added": ("return x + by", ADDED),
    "added_twice": ("y = x + by\n    return y", ADDED),
    "by_added": ("return by + x", ADDED),
    "add": ("return x.add(by)", ADDED),
    "in_place": ("y = x * by\n    x.zero_()\n    return y", WRITTEN),
    "in_place_too": ("y = x * by\n    x.add_(1)\n    return y", WRITTEN),
    "writes": ("y = x * by\n    x.sub_(float(by == 2.0))\n    return y", KEPT),
    "fills": ("y = x * by\n    if by == 2.0:\n        x.fill_(7.5)\n    return y", KEPT),
}


def answer(body: str, idea: tuple[str, str] | None = None) -> str:
    named = f"\n\nmisconception: {idea[0]}\ncheck: {idea[1]}\n" if idea else ""
    return f'"""An answer.{named}"""\n\n\ndef scaled(x, by):\n    {body}\n'


def whole(root: Path, exercise: str = ID, **written: str) -> Exercise:
    """Write an exercise to which the gate has nothing to say."""
    made = planted(root, exercise, **{"suite": SUITE, "probes": PROBES, "solution": SOLUTION, "hints": HINTS} | written)
    made.stub.parent.mkdir(parents=True)
    made.stub.write_text(derive(made.solution))
    made.answers.mkdir(parents=True)
    for name, body in RIGHT.items():
        (made.answers / f"right_{name}.py").write_text(answer(body))
    for name, (body, idea) in WRONG.items():
        (made.answers / f"wrong_{name}.py").write_text(answer(body, idea))
    comparisons.write(root, {exercise: {"test_input": 1, "test_values": 2}})
    return made


def complaints(exercise: Exercise, grader: Grader, **settings: object) -> list[Complaint]:
    (proof,) = gate.prove([exercise], grader, **settings)
    return list(proof.complaints)


def test_a_whole_exercise_is_proven(tmp_path, grader):
    """An exercise with all its parts gets no complaint, thoroughly looked at, and its answers are counted."""
    exercise = whole(tmp_path)

    (proof,) = gate.prove([exercise], grader, thorough=True)

    assert proof.complaints == ()
    assert (proof.right, proof.wrong, proof.resting_on_claims) == (4, 8, 2)
    assert proof.claim_share == 1 / 6
    assert list(parts.strangers(tmp_path)) == []


def put(name: str, text: str) -> Callable[[Exercise], object]:
    return lambda exercise: (exercise.answers / name).write_text(text)


def in_suite(old: str, new_text: str) -> Callable[[Exercise], object]:
    def edit(exercise: Exercise) -> None:
        text = exercise.tests.read_text()
        assert text.count(old) == 1
        exercise.tests.write_text(text.replace(old, new_text))

    return edit


Spoilt = dict[str, tuple[Callable[[Exercise], object], str, str]]

IN_PARTS: Spoilt = {
    "a stub of its own": (lambda e: e.stub.write_text("x = 1\n"), "e01_scaled.py", "not what its solution derives"),
    "no stub": (lambda e: e.stub.unlink(), "e01_scaled.py", "python -m grader reset e01"),
    "no solution": (lambda e: e.solution.unlink(), "e01_scaled.py", "the solution is missing"),
    "few hints": (lambda e: e.hints.write_text("One.\n\n---\n\nTwo.\n"), "hints.md", "there are 2 hints"),
    "a hint that tells all": (
        lambda e: e.hints.write_text(HINTS.replace("One product.", "return x * by")), "hints.md",
        "a line of the solution",
    ),
    "a hint twice": (lambda e: e.hints.write_text(HINTS + "\n---\n\nOne product.\n"), "hints.md", "are the same"),
    "an idea twice": (in_suite('"input_is_mine"', '"scaling_is_adding"'), "test_e01", "'scaling_is_adding' is taken"),
    "an idea in a word": (in_suite("The number was added.", "Added."), "test_e01_scaled.py", "is not a sentence"),
    "no values": (in_suite('kind="value"', 'kind="state"'), "test_e01_scaled.py", "no check is about values"),
    "a stray file": (lambda e: (e.suite / "notes.txt").write_text(""), "notes.txt", "a suite has no such part"),
    "a stray answer": (put("answer.py", answer("return x * by")), "answer.py", "right_*.py or wrong_*.py"),
    "few right answers": (lambda e: (e.answers / "right_clone.py").unlink(), "e01_scaled", "3 right answers"),
    "few wrong answers": (lambda e: (e.answers / "wrong_add.py").unlink(), "e01_scaled", "7 wrong answers"),
    "an unnamed idea": (put("wrong_new.py", answer("return x")), "wrong_new.py", "names no misconception, no check"),
    "an unknown check": (put("wrong_new.py", answer("return x", ("idea", "test_x"))), "wrong_new.py", "idea, test_x"),
    "an answer without words": (put("right_new.py", "def scaled(x, by):\n    return x * by\n"), "right_new.py", "docs"),
    "something to do": (lambda e: e.hints.write_text(HINTS + "TODO: more\n"), "hints.md", "line 10 is still to do"),
    "two sentences": (in_suite("Every entry is multiplied.", "One. Two."), "test_e01_scaled.py", "not one sentence"),
    "too much on claims": (in_suite('points=5, kind="value"', 'points=5, kind="value", claim=True'), "test_e01",
                           "100% of the points rest on"),
}  # fmt: skip

IN_VERDICTS: Spoilt = {
    "a stub that does something": (
        lambda e: e.stub.write_text("def scaled(x, by):\n    return x\n"), "exercises/01_first/e01_scaled.py",
        "the untouched stub is failed",
    ),
    "a rejected right answer": (put("right_new.py", answer("return (x + 0) * (by + 1e-3)")), "right_new.py",
                                "loses test_values under seed 1: `scaled(X, by)` is wrong in"),
    "an accepted wrong answer": (put("wrong_new.py", answer("return x * by", ADDED)), "wrong_new.py",
                                 "passes test_values under seed 1"),
    "another misconception": (put("wrong_new.py", answer("return x - by", ADDED)), "wrong_new.py", "it is told none"),
    "an assertion gone": (
        in_suite('    expect(seen["output"], "scaled(X, by)").close(x * by, mistaken={ADDED: x + by})\n', ""),
        "wrong_add.py", "passes test_values",
    ),
    "an assertion more or less": (
        in_suite('    expect(seen["kept"]', '    expect(seen["X"]).shaped(3)\n    expect(seen["kept"]'),
        "test_e01_scaled.py", "test_input makes 2 comparisons on the solution, 1 are recorded",
    ),
    "a claim that is not called one": (in_suite(", claim=True", ""), "wrong_fills.py", "a liar would pass"),
    "draws that decide": (
        in_suite("draw.normal(3, 4), draw.number(2, 3)", "draw.normal(3, 4) * 0 + 2, draw.pick([3.0, 3.0, 3.0, 2.0])"),
        "wrong_", "under seed",
    ),
    "a suite that does not run": (in_suite("import Misconception", "import Nothing, Misconception"), "test_e01",
                                  "did not run"),
}  # fmt: skip


def spoilt(root: Path, spoil: Callable[[Exercise], object]) -> Exercise:
    exercise = whole(root)
    spoil(exercise)
    (read,) = gate.readable(root)[0]
    return read


@pytest.mark.parametrize(("spoil", "file", "words"), IN_PARTS.values(), ids=list(IN_PARTS))
def test_what_is_spoilt_in_the_parts_is_told(tmp_path, spoil, file, words):
    """Each fault that can be seen without judging is told at its file, with a cure."""
    found = list(parts.complaints(spoilt(tmp_path, spoil)))

    assert any(file in one.path and words in str(one) and one.cure for one in found), found


@pytest.mark.parametrize(("spoil", "file", "words"), IN_VERDICTS.values(), ids=list(IN_VERDICTS))
def test_what_is_spoilt_in_the_verdicts_is_told(tmp_path, grader, spoil, file, words):
    """Each unfair or blind verdict is told at the answer that shows it, with a cure."""
    found = complaints(spoilt(tmp_path, spoil), grader)

    assert any(file in one.path and words in str(one) and one.cure for one in found), found


def test_comparisons_are_recorded(tmp_path, grader):
    """Recording says nothing about other numbers, and what was recorded is what is compared next time."""
    exercise = whole(tmp_path)
    comparisons.write(tmp_path, {ID: {"test_values": 9}, "02_other/e02_other": {"test_x": 1}})

    (proof,) = gate.prove([exercise], grader, record=True)
    comparisons.write(tmp_path, {ID: proof.comparisons})

    assert proof.complaints == ()
    assert comparisons.read(tmp_path) == {
        ID: {"test_input": 1, "test_values": 2},
        "02_other/e02_other": {"test_x": 1},
    }


def test_an_unreadable_suite_hides_no_other(tmp_path):
    """A suite that cannot be read is told; the others are still there to be proven."""
    whole(tmp_path)
    spoilt = whole(tmp_path, "02_second/e02_scaled")
    spoilt.tests.write_text(SUITE.replace("POINTS = 6", "POINTS = 7"))

    exercises, unreadable = gate.readable(tmp_path)

    assert [exercise.id for exercise in exercises] == [ID]
    assert [(one.path, "sum to 6" in one.problem) for one in unreadable] == [
        ("grader/suites/02_second/e02_scaled", True)
    ]


def test_what_belongs_to_no_exercise_is_told(tmp_path):
    """A solution, stub, suite or folder of answers without an exercise is a stranger."""
    whole(tmp_path)
    for place in ("solutions/01_first/e09_gone.py", "exercises/01_first/e09_gone.py"):
        (tmp_path / place).write_text("")
    for place in ("tests/answers/01_first/e09_gone", "grader/suites/01_first/e09_gone"):
        (tmp_path / place).mkdir()

    assert {one.path for one in parts.strangers(tmp_path)} == {
        "solutions/01_first/e09_gone.py",
        "exercises/01_first/e09_gone.py",
        "tests/answers/01_first/e09_gone",
        "grader/suites/01_first/e09_gone",
    }


def test_a_draw_that_decides_is_found_thoroughly(tmp_path, grader):
    """A check that an answer loses under some seeds only is told, though the check that it names is always lost."""
    suite = SUITE.replace("draw.normal(3), by=2.0", "draw.pick([-1.0, 1.0]) * draw.normal(3).abs(), by=2.0")
    exercise = whole(tmp_path, suite=suite)
    text = answer("y = x + by\n    if bool((x > 0).all()):\n        x.zero_()\n    return y", ADDED)
    (exercise.answers / "wrong_sometimes.py").write_text(text)
    seeds = range(1, 9)

    found = complaints(exercise, grader, seeds=seeds, thorough=True)

    assert [one.path.rpartition("/")[2] for one in found] == ["wrong_sometimes.py"]
    assert "draws decide what becomes of test_input" in found[0].problem


def test_what_no_wrong_answer_needs_is_found(tmp_path, grader):
    """A comparison that can go without any wrong answer passing is told by its line, and no other one."""
    extra = '    expect(seen["output"], "scaled(X, by)").shaped(3, 4)\n    expect(seen["X"]'
    exercise = whole(tmp_path, suite=SUITE.replace('    expect(seen["X"]', extra))

    found = list(assertions.unneeded([exercise], grader))

    assert [("line 17" in one.problem, "wrong answer" in one.cure) for one in found] == [(True, True)]


def test_every_mutant_is_another_program():
    """Mutants differ from the solution and from each other, and only in what learners write."""
    solution = Path(__file__).parent.parent / "solutions" / "05_custom_layers" / "e17_my_linear.py"

    made = list(mutants(solution))

    assert len({mutant.source for mutant in made}) == len(made) > 20
    changes = {mutant.change for mutant in made}
    assert {"returns .detach()", "argument dropped", "statement removed", "under no_grad", ".data inserted"} <= changes
    text = solution.read_text().split("\n")
    begin = next(number for number, line in enumerate(text, start=1) if "# solution:" in line)
    assert min(mutant.line for mutant in made) > begin


def test_survivors_are_recorded_with_their_reasons(tmp_path, grader):
    """What no check notices stands in the record, and a reason that was given for it stays."""
    solution = SOLUTION.replace("return x * by", "y = x * by\n    return y + 0")
    exercise = whole(tmp_path, solution=solution)
    (first,) = mutation.mutate([exercise], grader, {})
    survivor = next(one for one in first.survivors if one.change == "another operator")
    explained = mutation.Survivor(survivor.code, survivor.change, "minus zero is plus zero")
    (tmp_path / "tests").mkdir(exist_ok=True)
    mutation.write(tmp_path, {ID: mutation.Mutation(ID, first.total, (explained,))})

    (again,) = mutation.mutate([exercise], grader, mutation.read(tmp_path))

    assert survivor.code == "return y + 0" and survivor.reason is None
    assert explained in again.survivors
    assert (again.total, again.killed) == (first.total, first.killed) and again.killed > 5
    assert again.unexplained == first.unexplained - 1


def test_a_new_exercise_begins_with_its_todos(tmp_path, grader):
    """What `new` writes can be read and graded, and the gate asks for nothing but what is to do."""
    new.write(tmp_path, "04_lazy/e31_double")
    (exercise,), unreadable = gate.readable(tmp_path)

    found = complaints(exercise, grader)

    assert unreadable == [] and list(parts.strangers(tmp_path)) == []
    asked = ("still to do", "answers, at least", "0 are recorded")
    assert {any(words in one.problem for words in asked) for one in found} == {True}


@pytest.mark.parametrize("path", ["e31_double", "lazy/e31_double", "04_lazy/double", "04_lazy/e31_Double", "../e31_x"])
def test_a_new_exercise_needs_its_numbers(tmp_path, path):
    """Another form of path is refused with an example, and nothing is written."""
    with pytest.raises(UsageError, match="is not like 03_initialisation/e31_my_init"):
        new.write(tmp_path, path)
    assert list(tmp_path.iterdir()) == []


def test_a_new_exercise_takes_nobodys_place(tmp_path):
    """A number that is taken is refused, and so is a file that exists."""
    whole(tmp_path)
    with pytest.raises(UsageError, match="e01 is taken by e01_scaled; the last is e01"):
        new.write(tmp_path, "02_second/e01_other")
    (tmp_path / "solutions" / "01_first" / "e02_other.py").write_text("kept")

    with pytest.raises(UsageError, match="exists: nothing was written"):
        new.write(tmp_path, "01_first/e02_other")

    assert (tmp_path / "solutions" / "01_first" / "e02_other.py").read_text() == "kept"
    assert not (tmp_path / "tests" / "answers" / "01_first" / "e02_other").exists()


# -- the page of messages


def test_every_wrong_answer_stands_on_the_page_with_what_it_is_told(tmp_path, grader):
    """The page shows each wrong answer's thought, the check's rule, the message and the idea."""
    exercise = whole(tmp_path)
    ((_, told),) = messages.messages([exercise], grader)
    page = {one.answer.path.stem: one.text() for one in told}

    assert set(page) == {f"wrong_{name}" for name in WRONG}
    assert page["wrong_added"].startswith("wrong_added.py   [failed, scaling_is_adding]\n  thought  An answer.\n")
    assert "checked  Every entry is multiplied." in page["wrong_added"]
    assert "`scaled(X, by)` is wrong in 12 of 12 entries" in " ".join(page["wrong_added"].split())
    assert page["wrong_added"].endswith("likely   The number was added.")
    assert list(messages.same_words(exercise, told)) == []


def test_two_ideas_in_the_same_words_are_told(tmp_path, grader):
    """A learner who reads one text for two ideas cannot tell them apart."""
    suite = SUITE.replace("X is not what it was.", "The number was added.")
    exercise = whole(tmp_path, suite=suite)
    ((_, told),) = messages.messages([exercise], grader)
    (complaint,) = messages.same_words(exercise, told)

    assert "input_is_mine and scaling_is_adding are told in the same words" in complaint.problem
