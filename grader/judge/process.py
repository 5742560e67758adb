"""A worker process as the judge sees it: asked one thing at a time, watched, and ended for good."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from grader import wire
from grader.errors import GradingError, SuiteError
from grader.judge import scratch
from grader.judge.channel import Channel, Ended, Overrun
from grader.judge.launch import Ending, Launcher
from grader.judge.observation import Garbled
from grader.judge.reply import SUCCESSES, Reply, from_worker
from grader.judge.session import Task
from grader.limits import Limits
from grader.worker.child import BROKE_DOWN

SET_UP_S = 60.0
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class ProcessWorker:
    """One submission in one worker process.

    Args:
        launcher: starts and ends the process.
        room: makes and removes the private directory.
        task: the submission and its probes.
        level: "confined" or "unconfined".
        device: its device kind.
        limits: what the submission may use.
        deadline: `time.monotonic` at which the exercise's time is spent.
    """

    def __init__(
        self,
        launcher: Launcher,
        room: scratch.Scratch,
        task: Task,
        level: str,
        limits: Limits,
        deadline: float,
        device: str = "cpu",
    ) -> None:
        self._launcher = launcher
        self._task = task
        self._limits = limits.on(device)
        self._deadline = deadline
        self._directory = room.directory()
        started = launcher.start(level, self._directory, self._limits, device)
        self._pid = started.pid
        self._channel = Channel(started.pipes, limits.output_bytes)
        self._ending: Ending | None = None

    def load(self, seed: int, gpus: int) -> Reply:
        """Import the submission."""
        task = self._task
        try:
            prepared = self.set_up({"op": "prepare", "probes": task.probes})
        except (Ended, Overrun, wire.WireError):
            said = self._channel.take_output().strip()
            raise GradingError(f"A worker could not be set up. {said}") from None
        if prepared != {"status": "ready"}:
            raise SuiteError(f"The probes of {task.exercise} cannot be imported: {prepared.get('reason')}")
        request = {"op": "load", "source": task.source, "filename": task.filename, "seed": seed, "gpus": gpus}
        return self._ask(request, "loaded")

    def run(self, probe: str, inputs: dict[str, Any], seed: int, gpus: int) -> Reply:
        """Run one probe."""
        return self._ask({"op": "run", "probe": probe, "inputs": inputs, "seed": seed, "gpus": gpus}, "returned")

    def end(self, files: tuple[str, ...] = ()) -> dict[str, bytes | None]:
        """End the process; return the bytes of these files of its private directory, which is then removed."""
        self._kill()
        self._channel.close()
        found = {name: scratch.read_file(self._directory, name, self._limits.file_bytes) for name in files}
        scratch.remove(self._directory)
        return found

    def set_up(self, request: dict[str, Any]) -> Any:
        """Send a request before any submitted byte, and return the plain value that comes back.

        What goes wrong now is not the submission's fault, and costs it no time.

        Raises:
            Ended, Overrun, wire.WireError: as `Channel.exchange`.
        """
        return wire.decode(self._channel.exchange(wire.encode(request), time.monotonic() + SET_UP_S, lambda: None))

    def _ask(self, request: dict[str, Any], success: str) -> Reply:
        used, _, _ = _usage(self._pid)
        deadline = min(time.monotonic() + self._limits.probe_wall_s, self._deadline)
        try:
            frame = self._channel.exchange(wire.encode(request), deadline, lambda: self._excess(used))
            # What is done in less than a turn of the watch counts as well.
            if self._fills_its_directory():
                raise Overrun("disk")
            reply = from_worker(wire.decode(frame))
            if reply.status in SUCCESSES and reply.status != success:
                raise Garbled("the answer to another request")
            return replace(reply, output=self._channel.take_output())
        except Overrun as reason:
            return self._overrun(str(reason))
        except Ended:
            return self._ended()
        except (wire.WireError, Garbled) as error:
            return Reply("garbled", detail=f"({error})", output=self._channel.take_output())

    def _excess(self, used: float) -> str | None:
        """Return what is used beyond its limit, given the processor time used before; None as long as all is well."""
        cpu, resident, threads = _usage(self._pid)
        if _is_dead(self._pid):
            # Its main thread is gone, though others may go on and keep its pipes open.
            raise Ended
        if threads > self._limits.threads:
            return "threads"
        if resident > self._limits.resident_bytes:
            return "memory"
        if self._fills_its_directory():
            return "disk"
        return "cpu" if cpu - used > self._limits.probe_cpu_s else None

    def _fills_its_directory(self) -> bool:
        limits = self._limits
        size, entries = scratch.weigh(self._directory, limits.directory_entries)
        return size > limits.directory_bytes or entries > limits.directory_entries

    def _overrun(self, reason: str) -> Reply:
        output = self._channel.take_output()
        if reason == "memory":
            return Reply("out_of_memory", detail=self._memory_limit(), output=output)
        if reason == "threads":
            return Reply("crashed", detail=f"started more than {self._limits.threads} threads.", output=output)
        if reason == "disk":
            return Reply("crashed", detail=self._disk_limit(), output=output)
        if reason == "cpu":
            limit = f"computed for more than {self._limits.probe_cpu_s:g} seconds and was stopped."
        elif time.monotonic() >= self._deadline:
            limit = f"was stopped: this exercise's {self._limits.exercise_wall_s:g} seconds are spent."
        else:
            limit = f"did not come back within {self._limits.probe_wall_s:g} seconds and was stopped."
        return Reply("timed_out", detail=limit, output=output)

    def _ended(self) -> Reply:
        died = self._dies_within(0.5)
        ending = self._kill()
        output = self._channel.take_output()
        if not died or ending.status == BROKE_DOWN << 8:
            return Reply("crashed", detail="cut the connection to the grader.", output=output)
        if os.WIFSIGNALED(ending.status):
            number = os.WTERMSIG(ending.status)
            if number in (signal.SIGXCPU, signal.SIGKILL) and ending.cpu_s > self._limits.probe_cpu_s:
                return Reply("timed_out", detail="used up its processor time and was stopped.", output=output)
            name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
            what = {"SIGSEGV": "a segmentation fault", "SIGABRT": "an abort", "SIGKILL": "a kill"}.get(name, name)
            return Reply("crashed", detail=f"crashed the Python process ({what}).", output=output)
        code = os.waitstatus_to_exitcode(ending.status)
        return Reply("crashed", detail=f"ended the Python process (exit code {code}).", output=output)

    def _memory_limit(self) -> str:
        return f"More than {self._limits.resident_bytes >> 20} MiB were in use, and it was stopped."

    def _disk_limit(self) -> str:
        size, entries = self._limits.directory_bytes >> 20, self._limits.directory_entries
        return f"left more than {size} MiB or {entries} files in its working directory and was stopped."

    def _dies_within(self, seconds: float) -> bool:
        """Leave a process that is about to die a moment to do so in its own way."""
        limit = time.monotonic() + seconds
        while not _is_dead(self._pid):
            if time.monotonic() > limit:
                return False
            time.sleep(0.002)
        return True

    def _kill(self) -> Ending:
        if self._ending is None:
            self._ending = self._launcher.end(self._pid)
        return self._ending


def _usage(pid: int) -> tuple[float, int, int]:
    """Return processor time (seconds), resident memory (bytes) and threads of a process; zeros where unknown."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
        # The name, in parentheses, may hold anything: count from the last one.
        fields = stat[stat.rindex(b")") + 2 :].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_PER_S, int(fields[21]) * PAGE_BYTES, int(fields[17])
    except (OSError, ValueError, IndexError):
        return 0.0, 0, 0


def _is_dead(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return True
    return stat[stat.rindex(b")") + 2 :][:1] in (b"Z", b"X")
