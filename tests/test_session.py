"""Sessions: which worker serves which check, and what becomes of one that failed."""

from __future__ import annotations

import pytest

from grader.judge.observation import Raised
from grader.judge.reply import JUDGE_STATUSES, Reply
from grader.judge.session import Session
from grader.judge.stage import CPU, Stage

LOADED, RETURNED = Reply("loaded"), Reply("returned", value=1, output="x")


class Told:
    """A worker that gives the answers it was told, and remembers whether it was ended."""

    def __init__(self, load: Reply, *runs: Reply) -> None:
        self.answers = iter(runs)
        self.loaded = load
        self.ended = False

    def load(self, seed: int, gpus: int) -> Reply:
        self.gpus = [gpus]
        return self.loaded

    def run(self, probe: str, inputs: dict[str, object], seed: int, gpus: int) -> Reply:
        assert not self.ended
        self.gpus.append(gpus)
        return next(self.answers)

    def end(self, files: tuple[str, ...] = ()) -> dict[str, bytes | None]:
        self.ended = True
        return dict.fromkeys(files, b"content")


def session_of(*workers: Told) -> Session:
    """Return a session that starts these workers, one after another."""
    waiting = iter(workers)
    return Session(lambda kind, deadline: next(waiting), seconds=60)


def asked(session: Session, stage: Stage = CPU, alone: bool = False) -> str:
    """Ask for one probe in a check of its own; return the status of the reply."""
    session.begin_check(stage, alone)
    return session.ask("probe", {}, seed=1).status


def test_checks_share_a_worker():
    """As long as all goes well, the second check keeps company with the first in one worker."""
    worker = Told(LOADED, RETURNED, RETURNED)
    session = session_of(worker)

    assert (asked(session), session.in_company) == ("returned", False)
    assert (asked(session), session.in_company) == ("returned", True)
    assert not worker.ended


def test_a_check_alone_gets_a_worker_of_its_own():
    """Alone means: in a worker that has served no other check."""
    first, second = Told(LOADED, RETURNED), Told(LOADED, RETURNED)
    session = session_of(first, second)
    asked(session)

    assert (asked(session, alone=True), session.in_company) == ("returned", False)
    assert (first.ended, second.ended) == (True, False)


@pytest.mark.parametrize("status", JUDGE_STATUSES)
def test_a_worker_that_failed_serves_nobody_any_more(status):
    """After a hang, a crash or garbage the next check begins in a new worker."""
    first, second = Told(LOADED, Reply(status)), Told(LOADED, RETURNED)
    session = session_of(first, second)

    assert asked(session) == status
    assert first.ended
    assert (asked(session), session.in_company) == ("returned", False)


@pytest.mark.parametrize("status", ["raised", "syntax_error", "timed_out", "crashed"])
def test_a_file_that_cannot_be_imported_is_broken(status):
    """When the first import fails, the file is broken, and its worker is ended."""
    worker = Told(Reply(status))
    session = session_of(worker)

    assert asked(session) == status
    assert session.broken is worker.loaded
    assert worker.ended


def test_an_import_that_fails_later_does_not_break_the_file():
    """A worker whose import failed is not asked any probe; the next check tries again with another."""
    first, second = Told(LOADED, Reply("crashed")), Told(Reply("raised"))
    third = Told(LOADED, RETURNED)
    session = session_of(first, second, third)
    asked(session)

    assert asked(session) == "raised"
    assert session.broken is None
    assert second.ended
    assert asked(session) == "returned"


def test_output_belongs_to_its_check():
    """What is printed while a check is judged stands with that check and no other."""
    session = session_of(Told(Reply("loaded", output="import "), RETURNED, RETURNED, RETURNED))
    session.begin_check()
    session.ask("probe", {}, seed=1)
    session.ask("probe", {}, seed=1)
    assert session.output == "import xx"

    asked(session)
    assert session.output == "x"


def test_files_come_from_the_worker_that_is_ended():
    """Ending a worker gives the files that were asked for; where there is no worker, there are no files."""
    session = session_of(Told(LOADED, RETURNED))
    asked(session)

    assert session.end_worker(("file",)) == {"file": b"content"}
    assert session.end_worker(("file",)) == {"file": None}


def test_time_is_counted_from_the_first_worker_on():
    """The exercise's time begins when the first worker is started, and is spent for all of its checks."""
    session = Session(lambda kind, deadline: Told(LOADED, RETURNED), seconds=0)
    assert not session.time_is_spent

    asked(session)

    assert session.time_is_spent


# -- device kinds


def stages_of(**workers: Told) -> Session:
    """Return a session that starts one worker for each device kind."""
    return Session(lambda kind, deadline: workers[kind], seconds=60)


def test_each_device_kind_has_a_worker_of_its_own():
    """A check on GPUs and one without serve each other no worker, and the first may go on after the second."""
    cpu, simulated = Told(LOADED, RETURNED, RETURNED), Told(LOADED, RETURNED)
    session = stages_of(cpu=cpu, simulated=simulated)

    assert (asked(session), session.in_company) == ("returned", False)
    assert (asked(session, Stage("simulated", 2)), session.in_company) == ("returned", False)
    assert (asked(session), session.in_company) == ("returned", True)
    assert (cpu.gpus, simulated.gpus) == ([0, 0, 0], [2, 2])


def test_the_number_of_gpus_is_told_with_each_probe():
    """Checks of one kind share a worker even where they ask for other numbers of GPUs."""
    worker = Told(LOADED, RETURNED, RETURNED)
    session = stages_of(simulated=worker)
    asked(session, Stage("simulated", 1))
    asked(session, Stage("simulated", 3))

    assert worker.gpus == [1, 1, 3]


def test_alone_leaves_other_kinds_running():
    """A check that runs again alone ends the worker of its own kind only; the end of the session ends all."""
    cpu, simulated = Told(LOADED, RETURNED), Told(LOADED, RETURNED, RETURNED)
    session = stages_of(cpu=cpu, simulated=simulated)
    asked(session)
    asked(session, Stage("simulated", 1))
    session.begin_check(Stage("simulated", 1), alone=True)

    assert (cpu.ended, simulated.ended) == (False, True)
    session.end()
    assert cpu.ended


@pytest.mark.parametrize(("kind", "ended"), [("cuda", True), ("simulated", False), ("cpu", False)])
def test_a_gpu_worker_with_a_sticky_error_serves_nobody_any_more(kind, ended):
    """After a CUDA error a real GPU is lost to its process, so the next check gets a new one."""
    error = Raised("AcceleratorError", (), "CUDA error: device-side assert triggered", ())
    worker = Told(LOADED, Reply("raised", error=error))
    session = stages_of(**{kind: worker})
    asked(session, Stage(kind, 1))

    assert worker.ended == ended
