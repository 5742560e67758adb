"""The corpus of attacks as its tests see it: what each file says about itself, and the ground that it is tried on."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import secrets
import shutil
import socket
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader import catalog

FOLDER = Path(__file__).with_name("attacks")
EXERCISES = {exercise.number: exercise for exercise in catalog.load()}
# A right answer that is graded beside each attack.
BYSTANDERS = ("e16", "e01")
FIELDS = {"exercise", "deserves", "limits", "unconfined"}
AS_IT_WAS = "as it was"

Json = dict[str, Any]


@dataclass(frozen=True)
class Attack:
    """One file of the corpus.

    Attributes:
        name: the name of the file.
        source: what is submitted, once `Ground.place` has put real paths into it.
        exercise: which exercise it pretends to solve.
        deserves: the checks that it does meet, attack or not.
        limits: that differ from `grader/limits.py`, so that nobody waits for nothing.
        unconfined: what it achieves where submissions are not confined: "leaks", "changes" or "connects"; empty
            where that does not depend on confinement, or would do harm.
    """

    name: str
    source: str
    exercise: catalog.Exercise
    deserves: frozenset[str] = frozenset()
    limits: Json = field(default_factory=dict)
    unconfined: str = ""

    def gained(self, report: Json) -> dict[str, float]:
        """Return the points of the checks that it passes and does not deserve."""
        (judged,) = (each for each in report["exercises"] if each["id"] == self.exercise.id)
        return {
            check["id"]: check["score"]
            for check in judged["checks"]
            if check["status"] == "passed" and check["id"] not in self.deserves
        }

    @property
    def bystander(self) -> catalog.Exercise:
        """The exercise that is solved in the same submission."""
        return next(EXERCISES[number] for number in BYSTANDERS if number != self.exercise.number)


def read(path: Path) -> Attack:
    """Return the attack of one file."""
    source = path.read_text(encoding="utf-8")
    lines = (ast.get_docstring(ast.parse(source)) or "").splitlines()
    pairs = (line.partition(": ")[::2] for line in lines)
    said = {name: value for name, value in pairs if name in FIELDS}
    return Attack(
        path.stem,
        source,
        EXERCISES[said["exercise"]],
        frozenset(said.get("deserves", "").replace(",", " ").split()),
        json.loads(said.get("limits", "{}")),
        said.get("unconfined", ""),
    )


def read_all() -> list[Attack]:
    """Return all attacks, in the order of their names."""
    return [read(path) for path in sorted(FOLDER.glob("*.py"))]


class Ground:
    """Things that an attack wants: a secret, files of others, and services of the machine that hear who calls.

    Args:
        folder: an empty folder, which the attacker's user may use as if it were its own.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.token = secrets.token_hex(8)
        self._other, self._outside = folder / "other", folder / "outside"
        self._other.mkdir()
        (self._other / "secret.py").write_text(f'TOKEN = "{self.token}"\n')
        self._outside.mkdir()
        (self._outside / "there").write_text(AS_IT_WAS)
        (self._outside / "there").chmod(0o644)
        self._before = self._state()
        self._abstract = f"attacked-{self.token}"
        self._listening = [_bound(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0))]
        self._port = self._listening[0].getsockname()[1]
        self._listening += [
            _bound(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", self._port)),
            _bound(socket.AF_UNIX, socket.SOCK_STREAM, str(folder / "socket")),
            _bound(socket.AF_UNIX, socket.SOCK_DGRAM, str(folder / "socket.datagram")),
            _bound(socket.AF_UNIX, socket.SOCK_STREAM, "\0" + self._abstract),
        ]

    def close(self) -> None:
        """Stop listening."""
        for each in self._listening:
            each.close()

    def belong_to(self, uid: int) -> None:
        """Give all of it to a user, so that only confinement stands in the way."""
        for path in (self.folder, *self.folder.rglob("*")):
            os.chown(path, uid, uid, follow_symlinks=False)
        self._before = self._state()

    def place(self, attack: Attack) -> Path:
        """Return a submission with the attack and with the right answer to another exercise."""
        tree = self.folder / "tree"
        names = {
            "SECRET": self._other / "secret.py",
            "OTHER": self._other,
            "OUTSIDE": self._outside,
            "PORT": self._port,
            "SOCKET": self.folder / "socket",
            "ABSTRACT": self._abstract,
        }
        source = attack.source
        for name, value in names.items():
            source = source.replace(f"@{name}@", str(value))
        for exercise in (attack.exercise, attack.bystander):
            (tree / exercise.file).parent.mkdir(parents=True, exist_ok=True)
        (tree / attack.exercise.file).write_text(source, encoding="utf-8")
        shutil.copyfile(attack.bystander.solution, tree / attack.bystander.file)
        return tree

    def changes(self) -> list[str]:
        """Return what is not as it was."""
        now = self._state()
        return sorted(name for name in now.keys() | self._before.keys() if now.get(name) != self._before.get(name))

    def callers(self) -> list[str]:
        """Return the services that heard from somebody."""
        return [str(each.getsockname()) for each in self._listening if _heard(each)]

    def _state(self) -> dict[str, tuple[Any, ...]]:
        return {path.name: _looks(path) for path in (self._outside, *self._outside.rglob("*"))}


def _looks(path: Path) -> tuple[Any, ...]:
    about = path.lstat()
    content = path.read_bytes() if stat.S_ISREG(about.st_mode) else b""
    return about.st_mode, about.st_uid, about.st_mtime_ns, content


def _bound(family: int, kind: int, address: Any) -> socket.socket:
    bound = socket.socket(family, kind)
    bound.bind(address)
    if kind == socket.SOCK_STREAM:
        bound.listen()
    bound.setblocking(False)
    return bound


def _heard(service: socket.socket) -> bool:
    with contextlib.suppress(BlockingIOError):
        if service.type == socket.SOCK_STREAM:
            service.accept()[0].close()
        else:
            service.recv(100)
        return True
    return False


@contextlib.contextmanager
def ground(folder: Path, uid: int) -> Iterator[Ground]:
    """Make a ground that belongs to a user, and take it away again."""
    folder.mkdir()
    made = Ground(folder)
    try:
        if uid != os.getuid():
            made.belong_to(uid)
        yield made
    finally:
        made.close()
        shutil.rmtree(folder)
