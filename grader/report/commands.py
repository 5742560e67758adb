"""The command that shows a report again: ``summary``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def summary(file: Path) -> None:
    """Print a score report as Markdown, for the page of a CI job."""
    from grader.report import storage
    from grader.report.summary import markdown

    click.echo(markdown(storage.load(file)), nl=False)
