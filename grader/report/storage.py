"""Storage: score reports on disk.

A report is written whole or not at all, and a part of it can be brought up to date.
"""

from __future__ import annotations

import copy
import json
import os
import secrets
import stat
from pathlib import Path
from typing import Any

from grader.errors import ReportError
from grader.report import schema
from grader.report.totals import with_totals


def write(report: dict[str, Any], path: str | os.PathLike[str]) -> None:
    """Write `report` to `path` as JSON, making its folder if need be.

    The file is replaced in one step, so a reader finds the old report or the new one. It gets the permissions
    that the umask gives; a symbolic link is followed and stays.

    Raises:
        ReportError: for what cannot be written, with the old file left as it was.
    """
    replace(_encoded(report, path), path)


def replace(content: bytes, path: str | os.PathLike[str]) -> None:
    """Make `content` the file `path`, in one step and with the care that `write` describes.

    Raises:
        ReportError: for what cannot be written, with the old file left as it was.
    """
    # Replacing a link or a device by a file would do harm: /dev/null as root, for one.
    target = Path(os.path.realpath(path))
    # A fixed name of fixed length: the report's own name may be as long as a name can be.
    temporary = target.parent / f".score-report-{secrets.token_hex(8)}.tmp"
    try:
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            raise ReportError(f"cannot write the report {path}: it exists and is not an ordinary file")
        if target.parent.exists() and not target.parent.is_dir():
            raise ReportError(f"cannot write the report {path}: {target.parent} is not a folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_to_disk(content, temporary)
            os.replace(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise ReportError(f"cannot write the report {path}: {error.strerror or error}") from error


def load(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Return the report in the file `path`.

    Raises:
        ReportError: when there is no such file, or it holds no report of this version.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise ReportError(f"cannot read the report {path}: {error.strerror or error}") from error
    try:
        report = json.loads(content, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"cannot read the report {path}: it is not JSON ({error})") from error
    version = report.get("schema") if isinstance(report, dict) else None
    if version is None:
        raise ReportError(f"cannot read the report {path}: it is JSON, but not a score report")
    if version != schema.VERSION:
        raise ReportError(
            f"cannot read the report {path}: its schema is {version!r}, this grader reads {schema.VERSION!r}"
        )
    problem = schema.first_problem(report)
    if problem:
        raise ReportError(f"cannot read the report {path}: {problem}")
    return dict(report)


def merge(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Return `old` with the exercises that `new` graded in place of its own.

    Totals are counted again. What is said of the run as a whole is that of `new`, with two exceptions that
    keep it true of the exercises that stay: the isolation is the weaker of the two, and an `old` that was
    incomplete stays so. A report of another submission or schema has nothing to add and is replaced whole; so
    is one of which no exercise would stay. Neither argument is changed.
    """
    graded_now = {exercise["id"] for exercise in new["exercises"]}
    staying = [exercise for exercise in old.get("exercises", []) if exercise["id"] not in graded_now]
    if not staying or not _same_submission(old, new):
        return copy.deepcopy(new)
    merged = new | {
        "status": _status(old["status"], new["status"]),
        "isolation": _weaker(old["isolation"], new["isolation"]),
        "environment": _environment(old["environment"], new["environment"]),
        "submission": new["submission"] | {"files": _files(old, new, graded_now)},
        "exercises": sorted(staying + new["exercises"], key=lambda exercise: str(exercise["id"])),
    }
    return copy.deepcopy(with_totals(merged))


def add(report: dict[str, Any], path: str | os.PathLike[str]) -> str | None:
    """Bring the report in `path` up to date by one of a part of the chapter.

    Returns:
        Why the old report could not be used and was replaced whole, if so.

    Raises:
        ReportError: when the report cannot be written.
    """
    trouble = None
    if Path(path).exists():
        try:
            report = merge(load(path), report)
        except ReportError as error:
            trouble = str(error)
    write(report, path)
    return trouble


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def _encoded(report: dict[str, Any], path: str | os.PathLike[str]) -> bytes:
    try:
        text = json.dumps(report, indent=2, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise ReportError(f"cannot write the report {path}: it cannot be put into JSON ({error})") from error
    # Lone surrogates, which a submission can print, have no place in UTF-8: many readers refuse them.
    return (text + "\n").encode("utf-8", "replace")


def _write_to_disk(content: bytes, path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _same_submission(old: dict[str, Any], new: dict[str, Any]) -> bool:
    if old.get("schema") != new["schema"]:
        return False
    paths = [os.path.normpath(str(report["submission"]["path"])) for report in (old, new)]
    return paths[0] == paths[1]


def _status(old: str, new: str) -> str:
    """Return the status of both as far as it does not follow from the exercises."""
    return "incomplete" if (old, new) == ("incomplete", "graded") else new


def _environment(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Return what both ran on: where nothing had to run this time, or no check on a GPU, the old one still counts."""
    if new["torch"] is None:
        return old
    return new | {"device": old["device"] if new["device"]["kind"] == "cpu" else new["device"]}


def _weaker(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return the isolation that holds for both: "none" adds nothing, "unconfined" outweighs all."""
    for first, second in ((one, other), (other, one)):
        if first["level"] == "none":
            return second
    for isolation in (one, other):
        if isolation["level"] == "unconfined":
            return isolation
    shared = [mechanism for mechanism in other["mechanisms"] if mechanism in one["mechanisms"]]
    return {"level": "confined", "mechanisms": shared}


def _files(old: dict[str, Any], new: dict[str, Any], graded_now: set[str]) -> list[dict[str, Any]]:
    """Return the files of both, by path; an old one whose exercise was graded again is gone."""
    files = {file["path"]: file for file in old["submission"]["files"]}
    for exercise_id in graded_now:
        files.pop(f"{exercise_id}.py", None)
    files |= {file["path"]: file for file in new["submission"]["files"]}
    return [files[path] for path in sorted(files)]
