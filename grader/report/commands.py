"""The commands that show a report again: ``summary`` and ``report``."""

from __future__ import annotations

from pathlib import Path

import click

from grader.errors import UsageError


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def summary(file: Path) -> None:
    """Print a score report as Markdown, for the page of a CI job."""
    from grader.report import storage
    from grader.report.summary import markdown

    click.echo(markdown(storage.load(file)), nl=False)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), default=Path("reports") / "score.json")
@click.option("--output", type=click.Path(path_type=Path), help="Where to write the page [beside FILE, as .html].")
def report(file: Path, output: Path | None) -> None:
    """Make a page to look at from a score report; FILE is reports/score.json by default."""
    from grader.report import storage
    from grader.report.html import html

    content = storage.load(file)
    target = output or file.with_suffix(".html")
    if target.resolve() == file.resolve():
        raise UsageError(f"The page would take the place of the report {file}: name another place with --output.")
    storage.replace(html(content).encode("utf-8"), target)
    click.echo(f"{target} is made; open it in a browser.")
