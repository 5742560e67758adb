"""Explanations: every raw message of torch or Python that has a translation, raised for real."""

from __future__ import annotations

import os
import re
import resource
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
import torch
from torch import nn

from grader import wire
from grader.judge import explain
from grader.judge.explain import TRANSLATIONS, Explanations, translated
from grader.judge.observation import Raised
from grader.judge.reply import Reply, from_worker
from grader.judge.verdicts import Misconception
from grader.worker import failures
from grader.worker.bench import Bench
from grader.worker.devices import counted
from grader.worker.simulator import simulated

FILE = "01_modules/e01_mlp.py"


def sent(plain: dict[str, Any]) -> Reply:
    """Return a worker's plain reply as the judge gets it."""
    return from_worker(wire.decode(wire.encode(plain)))


def raised(act: Callable[[], Any]) -> Reply:
    """Return what the judge hears when `act` raises in a probe."""
    with pytest.raises(BaseException) as caught:
        act()
    return sent(failures.describe(caught.value, FILE))


class Uninitialised(nn.Module):
    """A module whose `Module.__init__` did not run before something was hung on it."""

    def __init__(self, act: Callable[[nn.Module], Any] = lambda module: None) -> None:
        act(self)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x


class Forwardless(nn.Module):
    """A module without a forward."""


def parameter() -> nn.Parameter:
    return nn.Parameter(torch.ones(2, 2))


def too_long_a_file(folder: str = ".") -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with open(os.path.join(folder, "long"), "wb", buffering=0) as file:
            file.write(bytes(10))
            file.write(bytes(1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def load_a_class() -> None:
    torch.save(Forwardless(), "net.pt")
    torch.load("net.pt")


def read_an_empty_pipe() -> None:
    out, _ = os.pipe()
    os.set_blocking(out, False)
    os.read(out, 1)


def wait_for_input() -> None:
    with open(os.devnull) as nothing, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", nothing)
        input()


def be_interrupted() -> None:
    os.kill(os.getpid(), 2)


def endless() -> None:
    endless()


def relative() -> None:
    exec("from . import e02_my_sequential", {"__name__": "submission"})


def copied_into_the_system() -> None:
    os.makedirs("folder", exist_ok=True)
    shutil.copytree("folder", "/proc/self", dirs_exist_ok=True)


def beside(gpus: int, act: Callable[[], Any]) -> Callable[[], Any]:
    """Return `act` where so many GPUs are simulated."""

    def acts() -> Any:
        with simulated(gpus):
            return act()

    return acts


def fetch_too_often(**limits: int) -> None:
    with counted(**limits):
        torch.ones(1, device="cuda").item()


def load_what_a_gpu_wrote() -> None:
    beside(1, lambda: torch.save(torch.ones(1, device="cuda"), "x.pt"))()
    torch.load("x.pt")


NO_INIT = "`Module.__init__` never ran"
SANDBOX = "The grading sandbox allows"
ALONE = "An exercise is one file"

RAISERS: dict[str, tuple[Callable[[], Any], str]] = {
    "a layer before init": (lambda: Uninitialised(lambda m: setattr(m, "a", nn.Linear(1, 1))), NO_INIT),
    "a parameter before init": (lambda: Uninitialised(lambda m: setattr(m, "a", parameter())), NO_INIT),
    "register_parameter before init": (
        lambda: Uninitialised(lambda m: m.register_parameter("a", parameter())),
        NO_INIT,
    ),
    "register_buffer before init": (lambda: Uninitialised(lambda m: m.register_buffer("a", torch.ones(1))), NO_INIT),
    "a call without init": (lambda: Uninitialised()(torch.ones(1)), NO_INIT),
    "parameters() without init": (lambda: list(Uninitialised().parameters()), NO_INIT),
    "modules' names without init": (lambda: repr(Uninitialised()), NO_INIT),
    "a buffer without init": (lambda: Uninitialised()._buffers, NO_INIT),
    "add_module without init": (lambda: Uninitialised().add_module("a", nn.Linear(1, 1)), NO_INIT),
    "a hook without init": (lambda: Uninitialised().register_forward_hook(print), NO_INIT),
    "state_dict() without init": (lambda: Uninitialised().state_dict(), NO_INIT),
    "_parameters without init": (lambda: Uninitialised().register_parameter("a", None), NO_INIT),
    "train() without init": (lambda: Uninitialised()._parameters, NO_INIT),
    "backward of a constant": (lambda: torch.ones(1).sum().backward(), "cut off from the parameters"),
    "backward after detach": (lambda: parameter().detach().sum().backward(), "cut off from the parameters"),
    "a write to a parameter": (lambda: parameter().mul_(2), "was changed in place while autograd"),
    "a write to a row of one": (lambda: parameter()[0].mul_(2), "was changed in place while autograd"),
    "an assignment to an entry": (lambda: parameter().__setitem__(0, 1.0), "was changed in place while autograd"),
    "if tensor == tensor": (lambda: bool(torch.ones(2) == torch.ones(2)), "asked for one yes or no"),
    "tensor in a list": (lambda: torch.ones(2) in [torch.zeros(2)], "asked for one yes or no"),
    "an optimiser of nothing": (lambda: torch.optim.SGD(Forwardless().parameters()), "registered no parameters"),
    "two devices": (lambda: torch.ones(2) + torch.ones(2, device="meta"), "Tensors of two devices"),
    "a network elsewhere": (beside(2, lambda: nn.LSTM(1, 1).cuda()(torch.ones(1, 1))), "Tensors of two devices"),
    "a convolution elsewhere": (
        beside(2, lambda: nn.Conv1d(1, 1, 1).cuda()(torch.ones(1, 1, 1))),
        "Tensors of two devices",
    ),
    "a GPU by number where none is": (beside(0, lambda: torch.device(0)), "and there is none"),
    "a GPU too far": (beside(2, lambda: torch.ones(1, device="cuda:2")), "no GPU with that number"),
    "an array on a GPU": (beside(2, lambda: torch.ones(1, device="cuda").numpy()), "NumPy cannot see"),
    "a fetch too many": (beside(2, lambda: fetch_too_often(fetches=0)), "more often than the task allows"),
    "a wait too many": (beside(2, lambda: fetch_too_often(syncs=0)), "more often than the task allows"),
    "a file of a GPU": (load_what_a_gpu_wrote, "written where there was a GPU"),
    "a pickled class": (load_a_class, "more than tensors and plain containers"),
    "a matrix that does not fit": (lambda: nn.Linear(3, 4)(torch.ones(2, 2)), "do not fit together"),
    "a vector that does not fit": (lambda: torch.mv(torch.ones(4, 3), torch.ones(2)), "do not fit together"),
    "no forward": (lambda: Forwardless()(torch.ones(1)), "no method named `forward`"),
    "a file of the system": (lambda: os.unlink("/proc/version"), SANDBOX),
    "a pipe that would block": (read_an_empty_pipe, SANDBOX),
    "a copy into the system": (copied_into_the_system, SANDBOX),
    "a tensor over a file of the system": (
        lambda: torch.from_file("/proc/sys/kernel/osrelease", shared=True, size=1),
        SANDBOX,
    ),
    "input()": (wait_for_input, "nobody to answer `input()`"),
    "sys.exit()": (lambda: sys.exit(), "must not end the program"),
    "exit with a message": (lambda: sys.exit("done"), "must not end the program"),
    "an interrupt": (be_interrupted, "must not end the program"),
    "a long sum": (lambda: compile("+".join(["1"] * 100_000), FILE, "exec"), "nested too deeply"),
    "endless recursion": (endless, "calls itself without an end"),
    "a long file": (too_long_a_file, "short files only"),
    "a sibling": (lambda: __import__("e02_my_sequential"), ALONE),
    "a relative import": (relative, ALONE),
}
if torch.cuda.is_available():
    RAISERS["a GPU and the CPU"] = (lambda: torch.ones(2, device="cuda") + torch.ones(2), "Tensors of two devices")
else:
    # Not by a tensor: torch asks once whether CUDA works, and simulated devices say that it does.
    RAISERS["a GPU"] = (torch.cuda.current_device, "A GPU was asked for by name")

# Which of these torch says depends on how it was built and what it runs on.
OF_ANOTHER_MACHINE = {
    r"Expected all tensors to be on the same device",
    r"Torch not compiled with CUDA enabled",
    r"Found no NVIDIA driver",
    r"No CUDA GPUs are available",
}


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path, monkeypatch):
    """Let what is written lie where nobody minds."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("act", "meaning"), RAISERS.values(), ids=list(RAISERS))
def test_a_real_exception_is_translated(act, meaning):
    """What torch or Python really raises is followed by what it means, and shown as Python shows it."""
    reply = raised(act)
    message = Explanations().message(reply, "net(X)")

    assert message.startswith(f"`net(X)` raised {reply.error.type}. ")
    assert meaning in message
    assert Explanations().actual(reply).startswith(reply.error.type)


def alternatives(pattern: str) -> list[str]:
    """Return the patterns that an alternation consists of, those of a group among them multiplied out."""
    parts, depth = [""], 0
    for position, sign in enumerate(pattern):
        escaped = pattern[:position].endswith("\\")
        depth += 0 if escaped else {"(": 1, ")": -1}.get(sign, 0)
        if sign == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [each for part in parts for each in multiplied(part)]


def multiplied(part: str) -> list[str]:
    group = re.search(r"(?<!\\)\(([^()]*\|[^()]*)\)", part)
    if group is None:
        return [part]
    return [part[: group.start()] + choice + part[group.end() :] for choice in group[1].split("|")]


def test_alternatives_are_told_apart():
    """The next test looks at each branch of each pattern."""
    assert alternatives(r"a\(\) (b|c) d|^e") == [r"a\(\) b d", r"a\(\) c d", "^e"]


@pytest.mark.filterwarnings("ignore")
def test_every_translation_is_hit():
    """No pattern, and no branch of one, waits for a message that nothing raises."""
    texts = [explain.raw(raised(act)) for act, _ in RAISERS.values()]
    unhit = {
        branch
        for pattern, _ in TRANSLATIONS
        for branch in alternatives(pattern)
        if not any(re.search(branch, text) for text in texts)
    }

    assert unhit <= OF_ANOTHER_MACHINE
    assert {meaning for _, meaning in TRANSLATIONS} == {meaning[1:] for meaning in map(translated, texts)}


@pytest.mark.parametrize(
    "act", [lambda: {}["key"], lambda: [][1], lambda: torch.ones(2).no_such, lambda: Forwardless().hooks, lambda: 1 / 0]
)
def test_what_needs_no_translation_has_none(act):
    """An exception that says what it means is left to speak for itself."""
    reply = raised(act)

    assert translated(explain.raw(reply)) == ""
    assert Explanations().message(reply, "f(x)") == f"`f(x)` raised {reply.error.type}."


def test_a_suite_names_the_misconception():
    """The first of a suite's patterns that an exception matches names the idea; without one the status speaks."""
    idea, other = Misconception("idea", "An idea."), Misconception("other", "Another.")
    known = Explanations({r"^KeyError": other, r"before Module\.__init__\(\)": idea, r"assign module": other})

    assert known.misconception(raised(RAISERS["a layer before init"][0])) is idea
    assert known.misconception(raised(lambda: {}["x"])) is other
    assert known.misconception(raised(lambda: 1 / 0)) is None
    assert Explanations({r"^timed_out": idea}).misconception(Reply("timed_out")) is idea
    assert Explanations({r"^timed_out": idea}).misconception(Reply("crashed")) is None


@pytest.mark.parametrize(
    ("status", "detail", "message"),
    [
        ("timed_out", "did not come back within 10 seconds.", "`f(x)` did not come back within 10 seconds."),
        ("crashed", "crashed the Python process (an abort).", "`f(x)` crashed the Python process (an abort)."),
        ("out_of_memory", "More than 9 MiB.", "`f(x)` asked for more memory than it may use. More than 9 MiB."),
        ("garbled", "", "`f(x)` did not give back what could be looked at."),
    ],
)
def test_what_the_judge_found_out_is_said(status, detail, message):
    """A worker that said nothing is spoken of by what the judge saw."""
    reply = Reply(status, detail=detail)

    assert Explanations().message(reply, "f(x)") == message
    assert Explanations().actual(reply) is None


# -- imports


def loaded(source: str | bytes, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a learner reads about a file that cannot be imported."""
    monkeypatch.setitem(sys.modules, "submission", None)
    content = source if isinstance(source, bytes) else source.encode()
    reply = sent(Bench().load(content, FILE, seed=1))
    assert reply.status != "loaded"
    error = asdict(reply.error) if reply.error else None
    broken = {
        "status": reply.status,
        "error": error,
        "column": reply.column,
        "text": reply.text,
        "detail": reply.detail,
    }
    return explain.import_problem(broken, FILE)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("x = (1,\n", f"{FILE} is not valid Python at line 1: '(' was never closed.\n    x = (1,\n        ^"),
        (
            "def f():\n    return 1 +\n",
            f"{FILE} is not valid Python at line 2: invalid syntax.\n    return 1 +\n              ^",
        ),
        ("if 1:\n\tx = = 2\n", f"{FILE} is not valid Python at line 2: invalid syntax.\n    x = = 2\n        ^"),
        (
            "if 1:\n\tx =\t\t= 2\n",
            f"{FILE} is not valid Python at line 2: invalid syntax.\n    x =     = 2\n            ^",
        ),
        ("x = = 'ö'\n", f"{FILE} is not valid Python at line 1: invalid syntax.\n    x = = 'ö'\n        ^"),
        ("def f():\nreturn 1\n", f"{FILE} is not valid Python at line 2: expected an indented block"),
        ("a = 1\0\n", f"{FILE} is not a Python file: it contains NUL bytes."),
        (
            "import e02_my_sequential\n",
            f"{FILE} could not be imported: ModuleNotFoundError: No module named 'e02_my_seq",
        ),
        ("nm.Module\n", f"{FILE} could not be imported: NameError: name 'nm' is not defined."),
        ("raise ValueError\n", f"{FILE} could not be imported: ValueError."),
        ("raise ValueError('Really.')\n", f"{FILE} could not be imported: ValueError: Really."),
        ("exit()\n", f"{FILE} could not be imported: SystemExit"),
        ("exec('x = (')\n", f"{FILE} could not be imported: SyntaxError: '(' was never closed"),
    ],
)
def test_a_file_that_cannot_be_imported_says_why(source, message, monkeypatch):
    """The message has the line, the code and a caret below the place, or the exception and what it means."""
    assert loaded(source, monkeypatch).startswith(message)


def test_an_import_that_did_not_come_back_is_told():
    """An import that was stopped has no exception, only the judge's words."""
    broken = {"status": "timed_out", "error": None, "column": None, "text": None, "detail": "was stopped."}

    assert explain.import_problem(broken, FILE) == f"Importing {FILE} was stopped."


def test_a_caret_is_never_out_of_place():
    """A column that no line has, a claim like any other, puts the caret at the end."""
    error = asdict(Raised("SyntaxError", (), "no", (3,)))
    for column in (-5, 0, 1, 10**6):
        broken = {"status": "syntax_error", "error": error, "column": column, "text": "  x = 1\n", "detail": ""}
        code, caret = explain.import_problem(broken, FILE).splitlines()[1:]
        assert len(caret) <= len(code) + 1
