"""Which level of confinement this run has, decided before and proven by a canary worker at the start."""

from __future__ import annotations

import functools
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from grader import wire
from grader.errors import ConfinementMissing, GradingError
from grader.judge.channel import Ended, Overrun
from grader.judge.launch import Launcher
from grader.judge.process import ProcessWorker
from grader.judge.scratch import Scratch
from grader.judge.session import Task
from grader.limits import Limits
from grader.worker.canary import ALLOWED, REFUSED
from grader.worker.confinement import default_readable, mechanisms

MUST = {
    "read_secret": REFUSED,
    "write_outside": REFUSED,
    "signal_judge": REFUSED,
    "open_socket": REFUSED,
    "fork": REFUSED,
    "write_inside": ALLOWED,
    "backward": ALLOWED,
}


@dataclass(frozen=True)
class Isolation:
    """The level of confinement and what holds it up; "none" when no worker had to run."""

    level: str
    mechanisms: tuple[str, ...]


def decide(own_tree: bool, allow_unconfined: bool, secrets: tuple[Path, ...]) -> Isolation:
    """Return the level that this run shall have.

    Args:
        own_tree: the submission is the learner's own tree, on the learner's own machine.
        allow_unconfined: somebody said that unconfined will do.
        secrets: paths that no worker may read.

    Raises:
        ConfinementMissing: when neither confinement nor permission to do without is there.
    """
    offered = mechanisms()
    if any("landlock" in name for name in offered) and any("seccomp" in name for name in offered):
        exposed = _exposed(secrets)
        if exposed is None:
            return Isolation("confined", offered)
        problem = f"{exposed[0]} lies below {exposed[1]}, which submissions must be able to read"
    else:
        problem = "this system offers no Landlock and seccomp"
    if allow_unconfined or (own_tree and not os.environ.get("CI")):
        return Isolation("unconfined", tuple(name for name in offered if name == "rlimits"))
    raise ConfinementMissing(
        f"Submissions cannot be confined here: {problem}. Grade on Linux with Landlock (kernel 5.13 or newer, "
        "x86_64), or pass --allow-unconfined if you trust the code that is graded."
    )


def prove(
    launcher: Launcher, room: Scratch, isolation: Isolation, secret: Path, limits: Limits, device: str = "cpu"
) -> None:
    """Let a canary worker of a device kind try what must not be possible.

    Raises:
        GradingError: when the confinement is not what it claims to be, or torch does not work under it.
    """
    task = Task("canary", "canary", b"", "")
    deadline = time.monotonic() + limits.probe_wall_s
    worker = ProcessWorker(launcher, room, task, isolation.level, limits, deadline, device)
    with tempfile.TemporaryDirectory(dir=room.path) as outside:
        try:
            request = {"op": "canary", "secret": str(secret), "outside": outside, "judge": os.getpid()}
            reply = worker.set_up(request)
        except (Ended, Overrun, wire.WireError) as error:
            raise GradingError(f"The canary worker did not answer: {type(error).__name__} {error}") from None
        finally:
            worker.end()
    acts = reply.get("acts", {})
    wanted = MUST if isolation.level == "confined" else dict.fromkeys(("write_inside", "backward"), ALLOWED)
    wrong = [f"{name} was {acts.get(name)}" for name, outcome in wanted.items() if acts.get(name) != outcome]
    if wrong:
        raise GradingError(f"The confinement is not what it claims to be: {', '.join(wrong)}. Nothing was graded.")


def _exposed(secrets: tuple[Path, ...]) -> tuple[Path, str] | None:
    resolved = {secret: secret.resolve() for secret in secrets}
    for granted, place in _granted().items():
        for secret, where in resolved.items():
            if where.is_relative_to(place):
                return secret, granted
    return None


@functools.cache
def _granted() -> dict[str, Path]:
    return {granted: Path(granted).resolve() for granted in default_readable()}
