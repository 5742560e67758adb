"""The reference of an exercise, for those who have solved it, or who give up."""

from __future__ import annotations

import re
import sys

import click

from grader import catalog
from grader.authoring.stubs import BEGIN, END
from grader.catalog import ROOT
from grader.errors import UsageError
from grader.progress import Progress

SMILE = """\
Not yet :-)  {name} stands at {score:g} of {points:g} points, and the one you write yourself is worth more.

  python -m grader hint {number}                   for a hint
  python -m grader solution {number} --give-up     to see it all the same
"""


@click.command(epilog=catalog.NAMING)
@click.argument("exercise")
@click.option("--give-up", is_flag=True, help="Show it though you have not solved it; this is remembered.")
def solution(exercise: str, give_up: bool) -> None:
    """Show the reference solution, once you have solved the exercise."""
    chosen = catalog.one(exercise)
    progress = Progress(ROOT / "exercises" / ".progress.json", tell=lambda text: click.echo(text, err=True))
    standing = progress.of(chosen.id)
    solved = standing.solved_at is not None or standing.best_score >= chosen.points
    if not solved and not give_up:
        smile = SMILE.format(name=chosen.slug, score=standing.best_score, points=chosen.points, number=chosen.number)
        click.echo(smile, err=True, nl=False)
        sys.exit(UsageError.exit_code)
    if not solved:
        progress.gave_up(chosen.id)
    _show(readable(chosen.solution.read_text(encoding="utf-8")))
    if not solved:
        click.echo(
            f"\nThis is remembered. Close it, and write {chosen.number} from memory: that is how it stays.", err=True
        )


def readable(source: str) -> str:
    """Return a solution without the marks by which its stub is derived; what they say stays as a comment."""
    lines = [line for line in source.split("\n") if not END.match(line)]
    spoken = [re.sub(r"# solution:\s*", "# ", line) if BEGIN.match(line) else line for line in lines]
    return "\n".join(line for line in spoken if line.strip() != "#")


def _show(source: str) -> None:
    if not sys.stdout.isatty():
        click.echo(source, nl=False)
        return
    # Imported here: colours are for terminals.
    from rich.console import Console
    from rich.syntax import Syntax

    colours = Syntax(source, "python", theme="ansi_dark", background_color="default").highlight(source)
    Console(highlight=False).print(colours, soft_wrap=True, end="")
