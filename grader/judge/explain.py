"""Says in a learner's words why a probe did not come to its end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.judge.reply import Reply
from grader.judge.verdicts import Misconception

# Raw messages of torch and Python that a beginner meets in this chapter, and what they mean.
TRANSLATIONS: tuple[tuple[str, str], ...] = (
    (
        r"cannot assign (module|parameter|parameters|buffer) before Module\.__init__\(\) call"
        r"|has no attribute '_(modules|parameters|buffers|backward_hooks|forward_hooks|state_dict_pre_hooks)'",
        "`Module.__init__` never ran, so the module has nowhere to register layers.",
    ),
    (
        r"does not require grad and does not have a grad_fn",
        "The result is cut off from the parameters: somewhere on the way autograd was left.",
    ),
    (
        r"a leaf Variable that requires grad is being used in an in-place operation"
        r"|a view of a leaf Variable that requires grad is being used in an in-place",
        "A Parameter, or an input that requires grad, was changed in place while autograd was watching.",
    ),
    (
        r"Boolean value of Tensor with more than one value is ambiguous",
        "A whole tensor was asked for one yes or no; `==` and `in` compare entry by entry.",
    ),
    (r"optimizer got an empty parameter list", "The module registered no parameters, so there is nothing to train."),
    (
        r"Expected all tensors to be on the same device|is not on the expected device"
        r"|^RuntimeError: (Input and \w+ tensors are not at the same device|Input type \()",
        "Tensors of two devices met in one operation.",
    ),
    (
        r"Torch not compiled with CUDA enabled|Found no NVIDIA driver|No CUDA GPUs are available"
        r"|Cannot access accelerator device when none is available",
        "A GPU was asked for by name, and there is none.",
    ),
    (r"invalid device ordinal", "There is no GPU with that number: they count from 0."),
    (
        r"device type tensor to numpy",
        "NumPy cannot see what lies on a GPU; values have to come to the CPU first.",
    ),
    (
        r"^BudgetSpentError: one too many of (fetches|syncs)",
        "The program waited for a value to come back from the GPU more often than the task allows.",
    ),
    (
        r"Attempting to deserialize object on a CUDA device",
        "The file was written where there was a GPU, and asks for one while it is read.",
    ),
    (r"Weights only load failed", "The file holds more than tensors and plain containers: a pickled class."),
    (
        r"mat1 and mat2 shapes cannot be multiplied|size mismatch, got input",
        "The last dimension of the input and the weight do not fit together.",
    ),
    (
        r"missing the required \"forward\" function",
        "The module has no method named `forward` with the right indentation and spelling.",
    ),
    (
        r"^(PermissionError|BlockingIOError)|Operation not permitted|Permission denied",
        "The grading sandbox allows no other processes, no network and no files outside the working directory.",
    ),
    (r"^EOFError: EOF when reading a line", "There is nobody to answer `input()` while a file is graded."),
    (
        r"^(SystemExit|KeyboardInterrupt)",
        "A submission must not end the program; return from the function instead.",
    ),
    (r"^RecursionError: .* during compilation", "An expression is nested too deeply."),
    (r"^RecursionError", "A function calls itself without an end."),
    (r"File too large", "A submission may write short files only, of a few MiB."),
    (
        r"^ModuleNotFoundError: No module named|^ImportError: attempted relative import",
        "An exercise is one file: when it is graded, installed packages can be imported, other files cannot.",
    ),
)


@dataclass(frozen=True)
class Explanations:
    """What a suite knows about exceptions, beside the common translations.

    Attributes:
        raised: regular expressions over ``Type: message``, or over a status such as ``timed_out`` where nothing was
            raised, and the misconception that each one shows.
    """

    raised: Mapping[str, Misconception] = field(default_factory=dict)

    def misconception(self, reply: Reply) -> Misconception | None:
        """Return the misconception that an exception, or an end like "timed_out", shows, if the suite names one."""
        return self.behind(raw(reply) or reply.status)

    def behind(self, error: str | None) -> Misconception | None:
        """Return the misconception behind ``Type: message``, if the suite names one."""
        return next((known for pattern, known in self.raised.items() if error and re.search(pattern, error)), None)

    def message(self, reply: Reply, called: str) -> str:
        """Return what happened while `called` ran, in one or two sentences."""
        if reply.status == "not_attempted":
            return "Not attempted yet: your code raises NotImplementedError here."
        if reply.status == "missing_name":
            name = reply.error.message if reply.error else "?"
            return f"Your file defines no `{name}`, which the checks call."
        if reply.status == "wrong_kind" and reply.error:
            return f"{reply.error.message}; something that can be called was expected."
        if reply.status in ("raised", "syntax_error") and reply.error:
            return f"`{called}` raised {reply.error.type}.{translated(raw(reply))}"
        return f"`{called}` {stopped(reply.status, reply.detail)}"

    def actual(self, reply: Reply) -> str | None:
        """Return the exception as Python would print its last line."""
        return raw(reply) if reply.status == "raised" else None


def raw(reply: Reply) -> str:
    """Return ``Type: message`` of a reply's exception, or nothing."""
    if reply.error is None:
        return ""
    return f"{reply.error.type}: {reply.error.message}" if reply.error.message else reply.error.type


def translated(text: str) -> str:
    """Return what a raw exception means, after a space, or nothing when it has no translation."""
    return next((f" {meaning}" for pattern, meaning in TRANSLATIONS if re.search(pattern, text)), "")


def stopped(status: str, detail: str) -> str:
    """Say how something ended that did not come back, after its name.

    Args:
        status: one of the judge's own, such as "timed_out".
        detail: what the judge saw; for most statuses it says all.
    """
    if status == "out_of_memory":
        return f"asked for more memory than it may use. {detail}".rstrip()
    if status == "garbled":
        return f"did not give back what could be looked at. {detail}".rstrip()
    return detail


def import_problem(broken: Mapping[str, Any], filename: str) -> str:
    """Say why a file could not be imported.

    Args:
        broken: the failed import as the judge's report holds it: status, error, column, text, detail.
        filename: how the file is named for the learner.
    """
    error = broken["error"]
    if broken["status"] == "syntax_error" and error:
        return _syntax_problem(broken, filename)
    if not error:
        return f"Importing {filename} {stopped(broken['status'], broken['detail'])}"
    text = f"{error['type']}: {error['message']}" if error["message"] else error["type"]
    if "null bytes" in text:
        return f"{filename} is not a Python file: it contains NUL bytes. Save it as UTF-8 text."
    return f"{filename} could not be imported: {text.rstrip('.')}.{translated(text)}"


def _syntax_problem(broken: Mapping[str, Any], filename: str) -> str:
    error, column = broken["error"], broken["column"]
    line = f" at line {error['lines'][0]}" if error["lines"] else ""
    problem = f"{filename} is not valid Python{line}: {error['message']}."
    if not broken["text"]:
        return problem
    code = broken["text"].rstrip("\n").expandtabs(4)
    stripped = code.lstrip()
    shown = f"{problem}\n    {stripped}"
    if column is None:
        return shown
    # Tabs before the place have become spaces, so it has moved.
    before = broken["text"][: max(0, column - 1)].rstrip("\n").expandtabs(4)
    caret = max(0, min(len(before), len(code)) - (len(code) - len(stripped)))
    return f"{shown}\n    {' ' * caret}^"
