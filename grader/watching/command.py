"""The command ``watch``."""

from __future__ import annotations

import click

from grader import catalog
from grader.catalog import ROOT
from grader.errors import UsageError

EXERCISES = ROOT / "exercises"
REPORT = ROOT / "reports" / "score.json"
ARGUMENTS = "EXERCISE is e02, my_sequential, 01_modules or the like; all of them when none is named."


@click.command(epilog=ARGUMENTS)
@click.argument("exercise", nargs=-1)
@click.option("--device", type=click.Choice(["auto", "simulated", "cuda"]), default="auto", show_default=True)
@click.option("--poll", is_flag=True, help="Look at the files again and again, where the system tells of no changes.")
def watch(exercise: tuple[str, ...], device: str, poll: bool) -> None:
    """Grade an exercise again whenever you save it."""
    from rich.console import Console

    from grader.pipeline import Grader
    from grader.progress import Progress
    from grader.report import storage
    from grader.watching.events import Events
    from grader.watching.watch import Watch, farewell

    chosen = catalog.select(catalog.load(), exercise)
    if not EXERCISES.is_dir():
        raise UsageError(f"There is no folder {EXERCISES}: nothing to watch.")
    console = Console(highlight=False)
    progress = Progress(EXERCISES / ".progress.json", tell=lambda text: click.echo(text, err=True))
    with Grader() as grader:
        console.print("Getting ready ...", style="dim")
        grader.warm_up(chosen)
        watching = Watch(
            chosen, EXERCISES, grader, progress, console, device, lambda report: storage.add(report, REPORT)
        )
        with Events(EXERCISES, {one.stub: one.id for one in chosen}, polling=poll) as events:
            try:
                watching.run(events)
            finally:
                console.print(farewell(progress, chosen))
