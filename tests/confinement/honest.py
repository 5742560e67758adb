"""What honest code does, and must be able to do."""

from __future__ import annotations

import asyncio
import importlib
import os
import shutil
import signal
import sys
import tempfile
import zoneinfo
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from grader.worker.confinement.kernel import libc

PR_SET_NAME = 15

# What honest code does.


def use_the_private_directory(ground: str) -> list[str]:
    private = Path(ground, "private")
    (private / "deep/er").mkdir(parents=True)
    (private / "deep/er/note").write_text("first")
    with open(private / "deep/er/note", "r+") as file:
        file.truncate(2)
    os.rename(private / "deep/er/note", private / "note")
    (private / "note").replace(private / "deep/note")
    with tempfile.TemporaryDirectory(dir=private) as temporary:
        Path(temporary, "a").write_bytes(bytes(1000))
    with tempfile.NamedTemporaryFile(dir=private) as file:
        file.write(b"b")
    shutil.rmtree(private / "deep/er")
    return [(private / "deep/note").read_text(), *sorted(os.listdir(private))]


def use_threads() -> int:
    with ThreadPoolExecutor(8) as pool:
        return sum(pool.map(lambda number: number * number, range(100)))


def use_asyncio() -> str:
    async def later() -> str:
        await asyncio.sleep(0)
        return await asyncio.to_thread(lambda: "done")

    return asyncio.run(later())


def signal_oneself() -> int:
    heard = []
    signal.signal(signal.SIGUSR1, lambda number, frame: heard.append(number))
    signal.raise_signal(signal.SIGUSR1)
    os.kill(os.getpid(), signal.SIGUSR1)
    return len(heard)


def look_around(ground: str) -> dict[str, Any]:
    Path(os.devnull).write_text("nothing")
    return {
        "granted": Path(ground, "granted/library.py").read_text(),
        "random": len(os.urandom(8)) + len(Path("/dev/urandom").open("rb", buffering=0).read(8)),
        "cores": os.cpu_count(),
        "zone": str(zoneinfo.ZoneInfo("Europe/Berlin")),
        "terminal": os.isatty(1),
        "own maps": "[stack]" in Path("/proc/self/maps").read_text(),
        "thread name": libc().prctl(PR_SET_NAME, b"learner", 0, 0, 0),
    }


def import_late() -> int:
    """Modules that nobody has imported yet, one of them with a shared library of the system behind it."""
    new = [name for name in ("wave", "sqlite3", "xml.dom.minidom") if name not in sys.modules]
    for name in new:
        importlib.import_module(name)
    return len(new)


def train_a_step() -> float:
    import torch

    layer = torch.nn.Linear(4, 3)
    before = layer.weight.detach().clone()
    layer(torch.randn(5, 4)).square().sum().backward()
    with torch.no_grad():
        layer.weight -= 0.1 * layer.weight.grad
    return float((layer.weight - before).abs().sum())


def train_with_two_threads() -> float:
    import torch

    torch.set_num_threads(2)
    big = torch.ones(700, 700, requires_grad=True)
    (big @ big).exp().clamp(max=1).sum().backward()
    return float((big @ big)[0, 0])


def save_and_load(ground: str) -> bool:
    import torch

    with tempfile.TemporaryDirectory() as directory:
        state = torch.nn.LSTM(3, 2).state_dict()
        torch.save(state, f"{directory}/state.pt")
        loaded = torch.load(f"{directory}/state.pt", weights_only=True)
        mapped = torch.load(f"{directory}/state.pt", weights_only=True, mmap=True)
        same = all(torch.equal(state[key], copy[key]) for key in state for copy in (loaded, mapped))
        return same and directory.startswith(f"{ground}/private")
