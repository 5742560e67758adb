"""The command line: ``python -m grader COMMAND``."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from grader import catalog, running
from grader.authoring import commands
from grader.catalog import ROOT
from grader.errors import GpuMissing, GradingError, KataError, ReportError, UsageError
from grader.report.commands import report as report_page
from grader.report.commands import summary
from grader.solution import solution
from grader.watching.command import watch

EXERCISES = ROOT / "exercises"
REPORT = Path("reports") / "score.json"
INTERRUPTED = 130
EXERCISE = catalog.NAMING


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Grade the exercises of the Builders' Guide kata."""


@main.command(epilog=EXERCISE)
@click.argument("exercise", nargs=-1)
@click.option("--submission", type=click.Path(path_type=Path), help="A tree laid out like exercises/ (the default).")
@click.option("--report", type=click.Path(path_type=Path), help="Where to write the report [reports/score.json].")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Repeat a run: the seed stands in its report.")
@click.option("--device", type=click.Choice(["auto", "simulated", "cuda"]), default="auto", show_default=True)
@click.option("--require-gpu", is_flag=True, help="Fail where no check runs on a real GPU.")
@click.option(
    "--allow-unconfined", is_flag=True, help="Run submissions with your own rights where confinement is missing."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report instead of a table.")
@click.option("--raw", type=click.Path(path_type=Path), help="For authors: the raw pytest-json-reports.")
def grade(
    exercise: tuple[str, ...],
    submission: Path | None,
    report: Path | None,
    seed: int | None,
    device: str,
    require_gpu: bool,
    allow_unconfined: bool,
    as_json: bool,
    raw: Path | None,
) -> None:
    """Grade exercises, all of them by default; exit 0 for full marks, 1 when points are lost."""
    from grader import pipeline

    chosen = catalog.select(catalog.load(), exercise)
    if require_gpu and device == "simulated":
        raise UsageError("--require-gpu and --device simulated exclude each other.")
    if (device == "cuda" or require_gpu) and not any(entry.on_gpu for one in chosen for entry in one.checks):
        raise GpuMissing("No check of these exercises runs on a GPU, so none can be verified on one.")
    tree = _tree(submission)
    request = pipeline.Request(
        chosen, tree, own_tree=tree.resolve() == EXERCISES, seed=seed, allow_unconfined=allow_unconfined,
        device="cuda" if require_gpu and device == "auto" else device,
        fork=False if os.environ.get("GRADER_WORKERS") == "exec" else None,
    )  # fmt: skip
    console = _console()
    graded = _graded(request, console, show=not as_json)
    if request.own_tree:
        graded = dataclasses.replace(graded, report=_progress().with_hints(graded.report))
    if require_gpu:
        _require_gpu(graded.report)
    target = report or ROOT / REPORT
    _store(graded.report, target, whole=not exercise)
    if raw:
        _write_raw(graded.raw, raw)
    if request.own_tree:
        _note_progress(graded.report)
    if as_json:
        click.echo(json.dumps(graded.report, indent=2))
    else:
        from grader.report.terminal import render

        render(graded.report, console)
    sys.exit(_exit_code(graded.report))


@main.command("list")
def list_() -> None:
    """List every exercise, its points and your standing."""
    from grader.report.listing import render

    render(catalog.load(), _progress(), _console())


@main.command(epilog=EXERCISE)
@click.argument("exercise")
def hint(exercise: str) -> None:
    """Show the next hint; the last one repeats."""
    from grader.hints import rungs

    chosen = catalog.one(exercise)
    ladder, progress = rungs(chosen), _progress()
    shown = min(progress.of(chosen.id).hints_used + 1, len(ladder))
    progress.hinted(chosen.id, shown)
    click.echo(f"Hint {shown} of {len(ladder)} for {chosen.id}\n\n{ladder[shown - 1]}")


@main.command(epilog=EXERCISE)
@click.argument("exercise")
def reset(exercise: str) -> None:
    """Put the pristine stub back; your file stays beside it."""
    from grader.reset import reset as put_back

    chosen = catalog.one(exercise)
    kept = put_back(chosen)
    if kept is not None:
        click.echo(f"Your file is now {_shown(kept)}.")
    click.echo(f"{_shown(chosen.stub)} is as it was handed out.")


main.add_command(watch)
main.add_command(running.run)
main.add_command(summary)
main.add_command(solution)
main.add_command(report_page)
main.add_command(commands.check)
main.add_command(commands.mutation)
main.add_command(commands.evidence)
main.add_command(commands.new)


def run() -> NoReturn:
    """Run the command line; every error becomes one clear message and its exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main.main(prog_name="python -m grader", standalone_mode=False)
        sys.exit(0)
    except click.ClickException as error:
        error.show()
        sys.exit(UsageError.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        sys.exit(INTERRUPTED)
    except KataError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    except Exception as error:
        if os.environ.get("GRADER_TRACEBACK"):
            raise
        click.echo(
            f"The grader itself failed: {type(error).__name__}: {error}. Nothing was scored. "
            "Set GRADER_TRACEBACK=1 to see where, and please report it.",
            err=True,
        )
        sys.exit(KataError.exit_code)


def _graded(request: Any, console: Any, show: bool) -> Any:
    from grader import pipeline
    from grader.report.progress import GradingProgress

    titles = {exercise.id: exercise.title for exercise in request.exercises}
    if not show:
        with pipeline.Grader() as grader:
            return grader.grade(request)
    with pipeline.Grader() as grader, GradingProgress(console, len(titles)) as progress:

        def listen(event: dict[str, Any]) -> None:
            exercise = event["exercise"]
            if event["event"] == "started":
                progress.started(exercise, titles[exercise])
            elif event["event"] == "check":
                progress.check_done(exercise, event["status"])
            else:
                progress.finished(exercise, "failed" if event["broken"] else "solved")

        return grader.grade(request, listen)


def _store(report: dict[str, Any], target: Path, whole: bool) -> None:
    """Write the report; one of a part of the chapter brings that part of the old report up to date."""
    from grader.report import storage

    if whole:
        storage.write(report, target)
    elif trouble := storage.add(report, target):
        click.echo(f"Note: the old report is replaced: {trouble}.", err=True)


def _require_gpu(report: dict[str, Any]) -> None:
    places = [check["verified_on"] for exercise in report["exercises"] for check in exercise["checks"]]
    if not any(place and place.startswith("cuda") for place in places):
        raise GpuMissing(
            "No check ran on a GPU, so nothing is recorded: the submission has nothing that a check could try on one, "
            "or its files do not import. Grade without --require-gpu to see which."
        )


def _write_raw(reports: list[dict[str, Any]], target: Path) -> None:
    try:
        target.write_text(json.dumps(reports, indent=1), encoding="utf-8")
    except OSError as error:
        raise ReportError(f"The raw reports cannot be written to {target}: {error.strerror}.") from None


def _exit_code(report: dict[str, Any]) -> int:
    if report["status"] == "incomplete":
        return INTERRUPTED
    if report["status"] == "not_gradable":
        return KataError.exit_code
    # Who grades nothing but extras wants to know about those.
    counting = [entry for entry in report["exercises"] if not entry["extra"]] or report["exercises"]
    return 0 if all(entry["status"] == "solved" for entry in counting) else 1


def _tree(submission: Path | None) -> Path:
    if submission is None:
        return EXERCISES
    if not submission.is_dir():
        raise UsageError(f"{submission} is not a folder: --submission needs a tree laid out like exercises/.")
    return submission


def _note_progress(report: dict[str, Any]) -> None:
    """Bring the learner's standing up to date; where that cannot be, the grading counts all the same."""
    try:
        _progress().graded(report["exercises"])
    except GradingError as error:
        click.echo(f"Note: {error} Your standing stays as it was.", err=True)


def _progress() -> Any:
    from grader.progress import Progress

    return Progress(EXERCISES / ".progress.json", tell=lambda text: click.echo(text, err=True))


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False)


def _shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


if __name__ == "__main__":
    run()
