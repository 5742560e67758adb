"""A worker in this very process, for authors who debug a suite on code that they trust."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import torch

from grader import wire
from grader.errors import SuiteError
from grader.judge.reply import Reply, from_worker
from grader.judge.session import Task
from grader.worker.bench import Bench


class LocalWorker:
    """Runs probes here, so that a debugger can step from the check into the submission and back.

    Every reply still makes the journey through the wire format, so that what a check sees is what it would
    see of a real worker.
    """

    def __init__(self, task: Task, device: str = "cpu") -> None:
        self._task = task
        self._bench = Bench(device)
        self._directory = tempfile.TemporaryDirectory(prefix="grader-debug-")

    def load(self, seed: int, gpus: int) -> Reply:
        """Import the submission."""
        prepared = self._bench.prepare(self._task.probes)
        if prepared["status"] != "ready":
            raise SuiteError(f"The probes of {self._task.exercise} cannot be imported: {prepared['reason']}")
        loaded = self._bench.load(self._task.source, self._task.filename, seed, gpus)
        return from_worker(wire.decode(wire.encode(loaded)))

    def run(self, probe: str, inputs: dict[str, Any], seed: int, gpus: int) -> Reply:
        """Run one probe in a private working directory."""
        home, dtype = os.getcwd(), torch.get_default_dtype()
        os.chdir(self._directory.name)
        try:
            # What a submission leaves switched must not reach the check, which here shares its process.
            with torch.enable_grad():
                plain = self._bench.run(probe, wire.decode(wire.encode(inputs)), seed, gpus)
        finally:
            torch.set_default_dtype(dtype)
            os.chdir(home)
        return from_worker(wire.decode(wire.encode(plain)))

    def end(self, files: tuple[str, ...] = ()) -> dict[str, bytes | None]:
        """Return the files asked for and remove the directory."""
        paths = {name: Path(self._directory.name, name) for name in files}
        found = {name: path.read_bytes() if path.is_file() else None for name, path in paths.items()}
        self._directory.cleanup()
        self._bench.close()
        return found
