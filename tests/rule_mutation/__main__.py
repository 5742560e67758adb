"""Break each rule of the simulator once and run its tests: ``python -m tests.rule_mutation [WORD ...]``.

Each mutation is applied to a copy of the grader, in which the simulator's tests then run until one fails. With words,
only mutations that have one of them in their name. Prints what survived; ends with 1 when something did.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

# What all runs need is imported once, and each run is forked.
import numpy  # noqa: F401
import pytest
import torch
import torch._dynamo

from . import operators, parts
from .table import Mutation, copied

ROOT = Path(__file__).parents[2]
MUTATIONS = [*operators.MUTATIONS, *parts.MUTATIONS]
SECONDS = 150
# What these start other processes for, the other tests see as well.
SLOW = [f"--deselect=tests/test_device_rules.py::test_the_{name}" for name in (
    "process_for_real_devices_says_what_it_saw", "table_shows_both_sides")]  # fmt: skip
# The tests of one module come first, and mostly suffice.
FIRST = {
    "counters": "counters", "storages": "files", "installation": "installation", "patches": "installation",
    "__init__": "installation", "runtime": "devices", "streams": "devices", "generators": "devices",
    "stand_ins": "devices", "factories": "devices", "machine": "devices", "parallel": "training",
    "transfers": "training",
}  # fmt: skip
ORDER = ("tensors", "counters", "training", "devices", "files", "installation")


def main(words: list[str]) -> int:
    """Try all mutations, or those with one of these words in their name; return the exit code."""
    torch.set_num_threads(1)
    chosen = [one for one in MUTATIONS if not words or any(word in one.name for word in words)]
    began = time.monotonic()
    if noticed := verdict(None):
        print(f"the tests fail without any mutation: {noticed}")
        return 1
    survived: list[Mutation] = []
    for number, mutation in enumerate(chosen, 1):
        noticed = verdict(mutation)
        survived += [] if noticed else [mutation]
        print(f"{number}/{len(chosen)} {mutation.name}: {noticed or 'SURVIVED'}", flush=True)
    minutes = (time.monotonic() - began) / 60
    print(f"torch {torch.__version__}: {len(chosen) - len(survived)} of {len(chosen)} killed, {minutes:.0f} min")
    for mutation in survived:
        print(f"survived: {mutation.name}")
    return int(bool(survived))


def verdict(mutation: Mutation | None) -> str:
    """Return how the tests notice a mutation, or nothing where they do not."""
    with tempfile.TemporaryDirectory(prefix="rule-mutation-") as name:
        folder = Path(name)
        copied(ROOT, folder)
        if mutation is not None:
            mutation.apply(folder)
        child = os.fork()
        if not child:
            with contextlib.suppress(BaseException):
                run(folder, mutation)
            os._exit(1)
        return ended(child)


def ended(child: int) -> str:
    """Wait for the tests; return how they failed, or nothing."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            code = os.waitstatus_to_exitcode(status)
            return "" if code == 0 else "killed" if code == 1 else f"killed (ended with {code})"
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "killed (too slow)"


def run(folder: Path, mutation: Mutation | None) -> None:
    """Run the simulator's tests of a copy, in this process, which ends with them."""
    os.setpgid(0, 0)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.chdir(folder)
    output = os.open(os.devnull, os.O_WRONLY)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.path[:] = [str(folder), str(folder / "tests"), *(path for path in sys.path if Path(path).resolve() != ROOT)]
    for module in [name for name in sys.modules if name.split(".")[0] in ("tests", "grader")]:
        del sys.modules[module]
    first = FIRST.get(mutation.module, "tensors") if mutation else "tensors"
    rest = [f"tests/test_simulator_{name}.py" for name in ORDER if name != first]
    for files in ([f"tests/test_simulator_{first}.py"], [*rest, "tests/test_device_rules.py"]):
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", *SLOW, *files])
        if code:
            os._exit(code)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
