"""The command ``run``: any script on simulated GPUs."""

from __future__ import annotations

from typing import NoReturn

import click

from grader.errors import UsageError

MOST = 16


class _Command(click.Command):
    """``run``, which takes --gpus before FILE or right behind it; all that follows is the script's own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if len(args) > 1 and not args[0].startswith("-"):
            own = 2 if args[1] == "--gpus" else 1 if args[1].startswith("--gpus=") else 0
            args = [*args[1 : 1 + own], args[0], *args[1 + own :]]
        return super().parse_args(ctx, args)


@click.command(
    cls=_Command,
    options_metavar="",
    context_settings={"allow_interspersed_args": False},
    epilog="What the script is told, how it prints and how it ends is as with `python FILE ARGUMENTS`. A process that "
    "it starts by anything but a fork sees the machine as it is.",
)
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--gpus",
    metavar="N",
    type=click.IntRange(0, MOST),
    default=2,
    show_default=True,
    help=f"How many there are, up to {MOST}; to be given before the arguments of the script.",
)
@click.argument("arguments", metavar="[--gpus N] [ARGUMENTS]...", nargs=-1, type=click.UNPROCESSED)
def run(file: str, gpus: int, arguments: tuple[str, ...]) -> NoReturn:
    """Run a script with simulated GPUs, cuda:0, cuda:1 and so on.

    They compute on the CPU, with the values, devices and errors of real ones. Where there is a real GPU, they are
    simulated all the same.
    """
    from grader.worker.script import NotPython, Script

    try:
        script = Script.read(file)
    except NotPython as problem:
        raise UsageError(str(problem)) from None
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from None
    script.run(arguments, gpus)
