"""Stubs: derived from the solutions, and what a learner is handed is what is derived."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from grader import catalog
from grader.authoring import stubs
from grader.catalog import ROOT
from grader.errors import SuiteError
from trees import SOLUTION, STUB


def derived(tmp_path: Path, text: str) -> str:
    path = tmp_path / "e07_any.py"
    path.write_text(text, encoding="utf-8")
    return stubs.derive(path)


def complaint(tmp_path: Path, text: str) -> str:
    with pytest.raises(SuiteError) as caught:
        derived(tmp_path, text)
    return str(caught.value)


REGION = "# solution: do it\nx = 1\n# end solution\n"
TODO = '# TODO: do it\nraise NotImplementedError("e07: do it")\n'
GONE = "# solution:\nimport os\n# end solution\n"


@pytest.mark.parametrize(
    ("solution", "stub"),
    [
        (REGION, TODO),
        ("a\n" + REGION + "b\n", "a\n" + TODO + "b\n"),
        (REGION + REGION, TODO + TODO),
        (REGION + "\n\nb\n", TODO + "\n\nb\n"),
        (REGION.removesuffix("\n"), TODO),
        (GONE + "b\n", "b\n"),
        ("a\n" + GONE + "\nb\n", "a\nb\n"),
        ("a\n\n" + GONE + "\n\nb\n", "a\n\n\nb\n"),
        (GONE + "\n" + REGION, TODO),
        (REGION + "\n" + GONE + "\nb\n", TODO + "\nb\n"),
        ("  # solution:do it  \n  x\n    # end solution  \n", "  " + TODO.replace("\nraise", "\n  raise")),
        ("x = '# solution: no'\n" + REGION, "x = '# solution: no'\n" + TODO),
        ("# the solution: is below\n" + REGION, "# the solution: is below\n" + TODO),
        ("x = 'a\x0cb\u2028c'\n" + REGION, "x = 'a\x0cb\u2028c'\n" + TODO),
        ("\n\n" + REGION + "\n\n", "\n\n" + TODO + "\n\n"),
    ],
)  # fmt: skip
def test_regions_become_todos(tmp_path, solution, stub):
    """A marked region becomes a TODO that raises, one without a text vanishes, and all else is copied."""
    assert derived(tmp_path, solution) == stub


def test_a_todo_says_what_its_exception_says(tmp_path):
    """Whatever stands in the task, the stub is Python, and raises it with the exercise's number in front."""
    task = r"""use "quotes", 'others', \back\slashes and {braces}"""
    stub = derived(tmp_path, f"def f():\n    # solution: {task}\n    pass\n    # end solution\n")

    with pytest.raises(NotImplementedError) as caught:
        exec(compile(stub + "f()", "stub", "exec"))
    assert str(caught.value) == f"e07: {task}"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a\n# solution: x\n# solution: y\n# end solution\n# end solution\n", 3, "inside the one of line 2"),
        ("# solution:\n# solution:\n# end solution\n", 2, "inside the one of line 1"),
        ("a\nb\n# solution: x\nc\n", 3, "never closed"),
        (REGION + "# solution: x\n", 4, "never closed"),
        ("a\n# end solution\n", 2, "without a `# solution:` before it"),
        (REGION + "# end solution\n", 4, "without a `# solution:` before it"),
    ],
)
def test_regions_that_do_not_fit_are_told_by_line(tmp_path, text, line, message):
    """Nested, unclosed and unopened regions are an author's mistake, told with file and line."""
    told = complaint(tmp_path, text)

    assert told.startswith(f"{tmp_path / 'e07_any.py'}:{line}: ")
    assert message in told


def test_a_solution_without_regions_is_no_stub(tmp_path):
    """Where nothing is marked, the stub would hand out the answer."""
    assert "would be the answer" in complaint(tmp_path, "def f():\n    return 1\n")


# -- untouched


@pytest.mark.parametrize(
    "change",
    [
        lambda stub: stub,
        lambda stub: stub.replace("\n", "\r\n"),
        lambda stub: stub.replace("\n", "   \n"),
        lambda stub: stub.replace("\n\n", "\n\t\n"),
        lambda stub: stub.rstrip("\n"),
        lambda stub: stub + "\n\n",
        lambda stub: "\ufeff" + stub,
    ],
    ids=["as it is", "CRLF", "trailing blanks", "blanks in empty lines", "no last line end", "more lines", "a mark"],
)
def test_what_editors_do_is_no_attempt(change):
    """A stub that an editor only saved again is untouched."""
    assert stubs.is_untouched(change(STUB).encode(), STUB)


@pytest.mark.parametrize(
    "content",
    [
        STUB.replace("double x", "triple x").encode(),
        STUB.replace("    raise", "  raise").encode(),
        STUB.replace("\n\n\n", "\n\n").encode(),
        (STUB + "pass\n").encode(),
        b"",
        STUB.encode() + b"\xff",
        STUB.encode("utf-16"),
    ],
)
def test_what_a_learner_does_is_an_attempt(content):
    """Any other change is graded, even if it is none to Python."""
    assert not stubs.is_untouched(content, STUB)


def test_a_stub_and_its_solution_differ(tmp_path):
    """The solution is not the stub, in whatever form it comes."""
    assert derived(tmp_path, SOLUTION) == STUB.replace("e01", "e07")
    assert not stubs.is_untouched(SOLUTION.encode(), STUB)


# -- the repository's own


def committed() -> Path | None:
    """Return the repository's root where it is a git checkout with a commit, else None."""
    if not shutil.which("git"):
        return None
    found = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "--show-toplevel"], capture_output=True, text=True)
    return ROOT if found.returncode == 0 and os.path.samefile(found.stdout.strip(), ROOT) else None


def handed_out(path: Path) -> str | None:
    """Return a file as it was committed, or, outside of a git checkout, as it is; None where there is none.

    What a learner did to an exercise must not fail the repository's tests.
    """
    if committed() is None:
        return path.read_text(encoding="utf-8") if path.is_file() else None
    name = path.relative_to(ROOT).as_posix()
    shown = subprocess.run(["git", "-C", str(ROOT), "show", f"HEAD:{name}"], capture_output=True)
    return shown.stdout.decode("utf-8") if shown.returncode == 0 else None


@pytest.mark.parametrize("exercise", catalog.load(), ids=lambda exercise: exercise.number)
def test_the_committed_stub_is_what_its_solution_derives(exercise, tmp_path):
    """Each stub that is handed out is derived from the solution that was committed with it, to the letter."""
    solution = handed_out(exercise.solution)
    if solution is None:
        pytest.skip("this exercise is not committed yet")
    copy = tmp_path / exercise.solution.name
    copy.write_text(solution, encoding="utf-8")

    assert handed_out(exercise.stub) == stubs.derive(copy)


@pytest.mark.parametrize("exercise", catalog.load(), ids=lambda exercise: exercise.number)
def test_a_derived_stub_is_a_task(exercise):
    """A stub is Python, says something, defines what its solution defines, and leaves something to do."""
    stub, solution = (
        ast.parse(stubs.derive(exercise.solution)),
        ast.parse(exercise.solution.read_text(encoding="utf-8")),
    )
    asked, given = ({line for node in module.body for line in outline(node)} for module in (stub, solution))

    assert len(ast.get_docstring(stub) or "") > 200
    assert asked and asked <= given
    assert "NotImplementedError" in ast.unparse(stub)


def outline(node: ast.stmt, owner: str = "") -> list[str]:
    """Return the heads of a definition and, for a class, of its methods; a solution may have methods of its own."""
    if isinstance(node, ast.ClassDef):
        head = ast.ClassDef(node.name, node.bases, node.keywords, [ast.Pass()], node.decorator_list)
        return [ast.unparse(head), *(line for method in node.body for line in outline(method, f"{node.name}."))]
    if isinstance(node, ast.FunctionDef):
        head = ast.FunctionDef(node.name, node.args, [ast.Pass()], node.decorator_list, node.returns, lineno=0)
        return [owner + ast.unparse(head)]
    return []
