"""A script, run as Python itself would run it, but on simulated devices."""

from __future__ import annotations

import builtins
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType, TracebackType
from typing import Any, NoReturn

import grader

INTERRUPTED = 130


class NotPython(Exception):
    """A file is no script that Python can run; the message says why."""


@dataclass(frozen=True)
class Script:
    """A file of Python code.

    Attributes:
        name: the path of the file, as it was given.
        code: what is in it.
    """

    name: str
    code: CodeType

    @classmethod
    def read(cls, name: str) -> Script:
        """Return the script in the file `name`.

        Raises:
            NotPython: when there is no Python in it.
            OSError: when it cannot be read.
        """
        if name.endswith(".ipynb"):
            raise NotPython(f"{name} is a notebook. Save it as a script: jupyter nbconvert --to script {name}")
        source = Path(name).read_bytes()
        try:
            return cls(name, compile(source, _absolute(name), "exec", dont_inherit=True))
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            reason = "".join(traceback.format_exception_only(error)).rstrip()
            raise NotPython(f"{name} cannot be read as Python:\n{reason}") from None

    def run(self, arguments: Sequence[str], devices: int) -> NoReturn:
        """Run the script as the main program of this process, which ends with it.

        Args:
            arguments: those of the script.
            devices: how many CUDA devices it sees.
        """
        from grader.worker.simulator import install

        install(devices)  # for good: what the script leaves to threads and to `atexit` sees them too
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        threading.excepthook = _without_own_frames(threading.excepthook)
        main = self._as_main(arguments)
        uncaught: BaseException | None = None
        try:
            exec(self.code, main.__dict__)
        except SystemExit:
            raise
        except BaseException as error:
            uncaught = error  # and no longer being handled, which a hook could see
        if uncaught is None:
            sys.exit(0)
        _flush()
        _tell(uncaught)
        sys.exit(INTERRUPTED if isinstance(uncaught, KeyboardInterrupt) else 1)

    def _as_main(self, arguments: Sequence[str]) -> ModuleType:
        """Let the process look as it does when Python runs the script; return the module that it fills."""
        path = _absolute(self.name)
        main = ModuleType("__main__")
        main.__file__, main.__loader__ = path, SourceFileLoader("__main__", path)
        main.__dict__["__builtins__"] = builtins
        sys.modules["__main__"] = main
        sys.argv = [self.name, *arguments]
        if not sys.flags.safe_path:
            sys.path[0] = os.path.dirname(os.path.realpath(path))
        return main


def _absolute(name: str) -> str:
    # Python leaves dots and links in it as they are.
    return os.path.join(os.getcwd(), name)


def _without_own_frames(hook: Callable[[threading.ExceptHookArgs], object]) -> Callable[[Any], None]:
    """Return what tells `hook` of an exception that ended a thread, without our frames."""

    def tell(ended: threading.ExceptHookArgs) -> None:
        error = ended.exc_value
        if error is not None:
            _hide_own_frames(error)
            ended = threading.ExceptHookArgs((ended.exc_type, error, error.__traceback__, ended.thread))
        hook(ended)

    return tell


def _tell(error: BaseException) -> None:
    _hide_own_frames(error)
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except SystemExit:
        raise
    except BaseException as of_hook:
        _hide_own_frames(of_hook)
        print("Error in sys.excepthook:", file=sys.stderr)
        sys.__excepthook__(type(of_hook), of_hook, of_hook.__traceback__)
        print("\nOriginal exception was:", file=sys.stderr)
        sys.__excepthook__(type(error), error, error.__traceback__)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):  # closed or replaced by the script
            pass


def _hide_own_frames(error: BaseException) -> None:
    """Take the simulator's frames out of the traceback of `error` and of every exception that it names."""
    waiting, seen = [error], set[int]()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        trace = None
        for part in reversed(_as_on_a_gpu(one.__traceback__)):
            trace = TracebackType(trace, part.tb_frame, part.tb_lasti, part.tb_lineno)
        one.__traceback__ = trace
        waiting += [other for other in (one.__cause__, one.__context__) if other is not None]
        waiting += one.exceptions if isinstance(one, BaseExceptionGroup) else ()


def _as_on_a_gpu(trace: TracebackType | None) -> list[TracebackType]:
    """Return the parts of `trace` that would be there without a simulator between torch and its operators."""
    kept: list[TracebackType] = []
    below_ours = forwarded = False
    while trace is not None:
        module = _module(trace)
        if module.partition(".")[0] == grader.__name__:
            # A function of torch that hands its call to us, by way of `torch.overrides`, is called by us again.
            if kept and _module(kept[-1]) == "torch.overrides":
                kept.pop()
                forwarded = True
            below_ours = True
        elif not (below_ours and module == "torch._ops"):
            if forwarded and kept and kept[-1].tb_frame.f_code is trace.tb_frame.f_code:
                kept.pop()
            kept.append(trace)
            below_ours = forwarded = False
        trace = trace.tb_next
    return kept


def _module(trace: TracebackType) -> str:
    return str(trace.tb_frame.f_globals.get("__name__"))
