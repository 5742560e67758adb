"""The place where a probe meets the submission: loads both from text, runs one probe, records what came back.

The same code runs in a confined worker and, for authors, in the process of the debugger.
"""

from __future__ import annotations

import linecache
import random
import sys
import types
from collections.abc import Callable
from typing import Any

import torch

from grader.worker import failures
from grader.worker.devices import Devices
from grader.worker.recorder import Recorder

SUBMISSION_MODULE = "submission"
PROBES_MODULE = "probes"


class Submission:
    """What a probe sees of the learner's file: its functions and classes, by name."""

    def __init__(self, module: types.ModuleType) -> None:
        self.__module = module

    def __getattr__(self, name: str) -> Callable[..., Any]:
        try:
            value = vars(self.__module)[name]
        except KeyError:
            raise failures.MissingName(name) from None
        if not callable(value):
            raise failures.WrongKind(f"`{name}` is of type {failures.name_of(type(value))}")
        function: Callable[..., Any] = value
        return function


class Bench:
    """One set of probes and then one submission, loaded from text.

    Args:
        device: the device kind of what both find.
    """

    def __init__(self, device: str = "cpu") -> None:
        self._devices = Devices(device)
        self._filename = ""
        self._probes: dict[str, Any] = {}
        self._submission: Submission | None = None

    def prepare(self, probes: str) -> dict[str, Any]:
        """Import the suite's ``probes.py``; return ``{"status": "ready"}`` or what is wrong with it."""
        try:
            self._probes = vars(_module(PROBES_MODULE, probes, "probes.py"))
        except Exception as error:
            return {"status": "unfit", "reason": f"{type(error).__name__}: {error}"}
        return {"status": "ready"}

    def load(self, submission: bytes, filename: str, seed: int, gpus: int = 0) -> dict[str, Any]:
        """Import the submission; return ``{"status": "loaded"}`` or a failure.

        Args:
            submission: the submitted bytes.
            filename: the name that the submission's own tracebacks show.
            seed: of the global random state.
            gpus: how many the submission finds while it is imported.
        """
        self._filename = filename
        _reset_random_state(seed)
        try:
            with self._devices.there_are(gpus):
                module = _module(SUBMISSION_MODULE, submission, filename)
        except BaseException as error:
            return failures.describe(error, self._filename)
        self._submission = Submission(module)
        return {"status": "loaded"}

    def run(self, name: str, inputs: dict[str, Any], seed: int, gpus: int = 0) -> dict[str, Any]:
        """Run one probe, which finds so many GPUs; return ``{"status": "returned", "value": records}`` or a failure."""
        probe = self._probes[name]
        _reset_random_state(seed)
        try:
            with self._devices.there_are(gpus):
                value = probe(self._submission, **inputs)
                return {"status": "returned", "value": Recorder().record(value)}
        except BaseException as error:
            return failures.describe(error, self._filename)

    def close(self) -> None:
        """Leave torch as it was."""
        self._devices.close()


def _module(name: str, source: str | bytes, filename: str) -> types.ModuleType:
    code = compile(source, filename, "exec", dont_inherit=True)
    text = source if isinstance(source, str) else source.decode("utf-8", "replace")
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    module = types.ModuleType(name)
    module.__file__ = filename
    sys.modules[name] = module
    exec(code, vars(module))
    return module


def _reset_random_state(seed: int) -> None:
    torch.manual_seed(seed)
    random.seed(seed)
    torch.set_grad_enabled(True)
    torch.set_default_dtype(torch.float32)
