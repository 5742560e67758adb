"""Failures: any exception of a submission becomes plain data, and none of its own code can prevent that."""

from __future__ import annotations

import sys
import types

import pytest

from grader import wire
from grader.judge import observation
from grader.worker import failures

FILENAME = "01_modules/e01_mlp.py"


def raised_by(source: str | bytes) -> dict[str, object]:
    """Return the description of what this source raises when it is run as a submission."""
    try:
        exec(compile(source, FILENAME, "exec"), types.ModuleType("submission").__dict__)
    except BaseException as error:
        return failures.describe(error, FILENAME)
    raise AssertionError("nothing was raised")


def test_an_exception_is_told():
    """Type, bases, message, and the lines of the submission that were active, outermost first."""
    told = raised_by("def f():\n    return {}['x']\n\n\nf()\n")

    assert told == {
        "status": "raised",
        "type": "KeyError",
        "bases": ["KeyError", "LookupError", "Exception", "BaseException", "object"],
        "message": "'x'",
        "lines": [5, 2],
        "column": None,
        "text": None,
    }


def test_lines_of_others_are_not_told():
    """What runs in a library, or below a function of a library, shows only the submission's own lines."""
    told = raised_by("import json\njson.loads('{')\n")

    assert told["lines"] == [2]


def test_a_deep_recursion_is_told_in_a_few_lines():
    """Of a thousand frames the first and the last ones are shown."""
    told = raised_by("def f():\n    f()\n\n\nf()\n")

    assert told["type"] == "RecursionError"
    assert told["lines"] == [5, 2, 2, 2, 2, 2, 2, 2]


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("raise NotImplementedError", "not_attempted"),
        ("class Mine(NotImplementedError): pass\nraise Mine", "not_attempted"),
        ("import contextlib\nwith contextlib.suppress(KeyError):\n    raise NotImplementedError", "not_attempted"),
        ("try:\n    raise NotImplementedError\nfinally:\n    x = 1", "not_attempted"),
        ("import torch\ntorch.ones(2, device='meta').cpu()", "raised"),
        ("import torch\ntorch.nn.Module()(1)", "raised"),
        ("raise MemoryError", "out_of_memory"),
        ("import torch\ntorch.empty(10**14)", "out_of_memory"),
        ("raise SystemExit(0)", "raised"),
        ("raise KeyboardInterrupt", "raised"),
        ("raise SyntaxError('mine')", "raised"),
        ("raise SyntaxError('mine', ('01_modules/e01_mlp.py', 3, 4, 'text'))", "raised"),
        ("exec('x ==')", "raised"),
    ],
)
def test_the_status_follows_from_who_raised_what(source, status):
    """A stub's own NotImplementedError is no attempt; one of torch is an error; memory is told apart."""
    assert raised_by(source)["status"] == status


@pytest.mark.parametrize(
    ("source", "line", "column", "text"),
    [
        ("x = 1\ny = (2\n", 2, 5, "y = (2\n"),
        ("def f():\nreturn 1\n", 2, 1, "return 1\n"),
        ("if True:\n\tx = 1\n        y = 2\n", 3, 1, "        y = 2\n"),
        (b"x = '\xff'\n", 1, 8, "x = '\ufffd'\n"),
    ],
)
def test_a_syntax_error_is_told_with_its_place(source, line, column, text):
    """Line, column and text come with the error, as Python knows them."""
    told = raised_by(source)

    assert (told["status"], told["lines"], told["column"], told["text"]) == ("syntax_error", [line], column, text)


def test_a_problem_of_the_whole_file_has_no_place():
    """Where Python names line 0, no line is told."""
    told = raised_by(b"# coding: elvish\n")

    assert (told["status"], told["lines"], told["column"]) == ("syntax_error", [], None)
    assert told["message"] == "unknown encoding: elvish"


TRAPS = {
    "str raises": "class E(Exception):\n    def __str__(self): raise SystemExit",
    "str gives another type": "class E(Exception):\n    def __str__(self): return 3",
    "str gives a text that lies": (
        "class T(str):\n    def __getitem__(self, key): raise SystemExit\n    encode = __len__ = __getitem__\n"
        "class E(Exception):\n    def __str__(self): return T('text')"
    ),
    "str gives half a character": "class E(Exception):\n    def __str__(self): return '\\ud800'",
    "str gives too much": "class E(Exception):\n    def __str__(self): return 'x' * 10**7",
    "the name lies": (
        "class K(type):\n    @property\n    def __name__(cls): raise SystemExit\n    __mro__ = __name__\n"
        "class E(Exception, metaclass=K): pass"
    ),
    "nothing can be asked": (
        "class K(type):\n    def __getattribute__(cls, name): raise SystemExit\n"
        "class E(Exception, metaclass=K):\n    def __getattribute__(self, name): raise SystemExit"
    ),
    "the class lies": "class E(Exception):\n    __class__ = NotImplementedError",
    "the trace lies": "class E(Exception):\n    __traceback__ = 3",
    "a name without an end": "E = type('E' * 10**6, (Exception,), {})",
    "a syntax error with traps": (
        "class E(SyntaxError):\n    filename = '01_modules/e01_mlp.py'\n    lineno = offset = text = msg = object()"
    ),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_no_exception_can_prevent_its_description(trap):
    """Whatever an exception answers, its description fits into a frame and is one that the judge accepts."""
    told = raised_by(TRAPS[trap] + "\nraise E\n")

    received = wire.decode(wire.encode(told))
    seen = observation.raised(received)
    assert received["status"] == "raised"
    assert set(seen.type) == {"E"}
    assert seen.lines == (len((TRAPS[trap] + "\nraise E\n").splitlines()),)
    assert len(seen.message) <= failures.MAX_MESSAGE


def test_an_exception_without_a_trace_is_told():
    """An exception that was never raised has no lines."""
    assert failures.describe(ValueError("x"), FILENAME)["lines"] == []


def test_describing_leaves_the_modules_alone():
    """A description imports nothing: submissions may have emptied the search path."""
    before = set(sys.modules)
    raised_by("raise ValueError")

    assert set(sys.modules) == before
