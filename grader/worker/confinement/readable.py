"""The least that Python, numpy and torch must be able to read in order to run, lazy imports included."""

from __future__ import annotations

import functools
import os
import site
import sys
import sysconfig
from collections.abc import Collection, Iterator
from pathlib import Path

SYSTEM_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/nix/store", "/etc/ld.so.cache")
TIME_ZONES = ("/usr/share/zoneinfo", "/etc/localtime")
# How many cores, how much memory, where the stack is: asked by the C library, OpenMP and torch.
MACHINE_AND_SELF = (
    "/proc/self",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/sys/vm/overcommit_memory",
    "/sys/devices/system/cpu",
    "/sys/devices/system/node",
)
DEVICES = ("/dev/urandom", "/dev/random", "/dev/zero")


@functools.cache
def default_readable() -> tuple[str, ...]:
    """Files and directories for ``Policy.readable``, those that exist here.

    The answer is kept: a process that asks before it forks spares its children the search.

    This project's own files are never among them, wherever it is installed: a directory that holds them is
    replaced by its other entries, one by one.
    """
    libraries = {grant for place in _library_places() for grant in without(place, _own_places())}
    # Not resolved: /proc/self must mean the worker that opens it, not the process that asks now.
    as_named = [path for path in (*TIME_ZONES, *MACHINE_AND_SELF, *DEVICES) if os.path.exists(path)]
    return (*map(str, sorted(_outermost(libraries))), *as_named)


def without(place: Path, hidden: Collection[Path]) -> Iterator[Path]:
    """Yield ``place``, or, where a hidden path lies in it, those of its entries that hold none.

    Symbolic links among these entries are left out: a grant would go to what they point to.
    """
    if place in hidden:
        return
    if not any(path.is_relative_to(place) for path in hidden):
        yield place
        return
    for entry in place.iterdir():
        if not entry.is_symlink():
            yield from without(entry, hidden)


def _library_places() -> set[Path]:
    paths = sysconfig.get_paths()
    named = {
        *(paths[kind] for kind in ("stdlib", "platstdlib", "purelib", "platlib")),
        # Shared libraries beside the interpreter: conda and relocatable builds keep them here.
        os.path.join(sys.base_prefix, "lib"),
        *_site_directories(),
        *SYSTEM_LIBRARIES,
    }
    return {Path(name).resolve() for name in named if os.path.exists(name)}


def _site_directories() -> list[str]:
    """Where packages are found beyond sysconfig's answer: Debian's own, a base environment's, the user's."""
    return site.getsitepackages() + ([site.getusersitepackages()] if site.ENABLE_USER_SITE else [])


def _own_places() -> set[Path]:
    package = Path(__file__).resolve().parents[2]
    root = package.parent
    if root in {Path(directory).resolve() for directory in _site_directories()}:
        # Installed among other packages: only our own are hidden.
        return {package, root / "solutions", root / "exercises", root / "tests"}
    return {root}


def _outermost(places: set[Path]) -> set[Path]:
    """Those that lie in no other: each grant costs a little in every worker."""
    return {place for place in places if places.isdisjoint(place.parents)}
