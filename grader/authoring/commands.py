"""The commands for authors: ``check``, ``mutation``, ``evidence`` and ``new``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from grader import catalog
from grader.catalog import ROOT, Exercise
from grader.errors import UsageError

if TYPE_CHECKING:
    from grader.authoring.complaint import Complaint
    from grader.authoring.gate import Proof
    from grader.authoring.mutation import Mutation
    from grader.pipeline import Grader

ARGUMENTS = "EXERCISE is e02, my_sequential, 01_modules or the like; all of them when none is named."


@click.command(epilog=ARGUMENTS, context_settings={"ignore_unknown_options": True})
@click.option("--thorough", is_flag=True, help="Also: every check of every answer ends alike under every seed.")
@click.option("--record", is_flag=True, help="Also: record how many comparisons each check makes.")
@click.option("--assertions", is_flag=True, help="Instead: list the comparisons that no wrong answer needs.")
@click.option("--messages", is_flag=True, help="Instead: print what every wrong answer is told, to be read aloud.")
@click.option(
    "--device",
    type=click.Choice(["simulated", "auto", "cuda"]),
    default="simulated",
    show_default=True,
    help="Where checks on GPUs run.",
)
@click.option("--debug", is_flag=True, help="Instead: run one exercise's checks here; pytest's options go after --.")
@click.option("--answer", type=click.Path(path_type=Path), help="With --debug: the file to judge [the solution].")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="With --debug.")
@click.argument("exercise", nargs=-1, type=click.UNPROCESSED)
def check(
    thorough: bool,
    record: bool,
    assertions: bool,
    messages: bool,
    device: str,
    debug: bool,
    answer: Path | None,
    seed: int,
    exercise: tuple[str, ...],
) -> None:
    """The gate: prove that exercises are whole and their verdicts fair; exit 1 when something is to mend."""
    if debug:
        _debug(exercise, answer, seed)
    from grader.authoring import comparisons, gate, mutation, parts
    from grader.authoring.assertions import unneeded
    from grader.pipeline import Grader

    readable, complaints = gate.readable(ROOT)
    if not exercise:
        complaints += parts.strangers(ROOT)
    chosen = catalog.select(readable, exercise)
    proofs: list[Proof] = []
    with Grader() as grader:
        if assertions:
            complaints += unneeded(chosen, grader)
        elif messages:
            complaints += _tell(chosen, grader)
        else:
            for proof in gate.prove(chosen, grader, thorough=thorough, record=record, device=device):
                click.echo(_proof_line(proof))
                proofs.append(proof)
    if record:
        comparisons.write(ROOT, {proof.exercise.id: proof.comparisons for proof in proofs})
    complaints += [complaint for proof in proofs for complaint in proof.complaints]
    _complain(complaints)
    if proofs:
        click.echo(_summary(proofs, mutation.read(ROOT)))
    sys.exit(1 if complaints else 0)


@click.command(epilog=ARGUMENTS)
@click.argument("exercise", nargs=-1)
def mutation(exercise: tuple[str, ...]) -> None:
    """Judge mechanical changes of the solutions and record which ones nothing notices; exit 1 for unexplained ones."""
    from grader.authoring import mutation as record
    from grader.pipeline import Grader

    chosen = catalog.select(catalog.load(), exercise)
    known = record.read(ROOT)
    done: list[Mutation] = []
    with Grader() as grader:
        for one in record.mutate(chosen, grader, known):
            done.append(one)
            click.echo(f"{one.exercise}: {one.killed} of {one.total} mutants killed")
            for survivor in one.survivors:
                click.echo(f"    {survivor.code}  [{survivor.change}]: {survivor.reason or 'not explained yet'}")
    record.write(ROOT, known | {one.exercise: one for one in done})
    click.echo(_mutants(done))
    sys.exit(1 if any(one.unexplained for one in done) else 0)


@click.command("evidence")
def evidence() -> None:
    """Bring the README's table of evidence up to date."""
    from grader.authoring import evidence as readme

    readme.write(ROOT)
    click.echo(readme.table(ROOT), nl=False)


@click.command()
@click.argument("path", metavar="SECTION/SLUG")
def new(path: str) -> None:
    """Write the parts of a new exercise, such as 03_initialisation/e31_my_init, with TODOs; then ask `check`."""
    from grader.authoring.new import write

    for file in write(ROOT, path):
        click.echo(f"wrote {file.relative_to(ROOT).as_posix()}")
    click.echo(f"Now fill them in; `python -m grader check {path}` says what is missing.")


def _debug(arguments: Sequence[str], answer: Path | None, seed: int) -> NoReturn:
    from grader.authoring.debug import debug

    if not arguments:
        raise UsageError("--debug needs an exercise: python -m grader check e01 --debug")
    chosen = catalog.one(arguments[0])
    file = answer or chosen.solution
    if not file.is_file():
        raise UsageError(f"There is no file {file}.")
    sys.exit(debug(chosen, file, seed, arguments[1:]))


def _tell(exercises: Sequence[Exercise], grader: Grader) -> list[Complaint]:
    from grader.authoring import messages as page

    complaints: list[Complaint] = []
    for exercise, told in page.messages(exercises, grader):
        click.echo(f"\n# {exercise.id}: {exercise.title}\n")
        for one in told:
            click.echo(f"{one.text()}\n")
        complaints += page.same_words(exercise, told)
    return complaints


def _proof_line(proof: Proof) -> str:
    exercise: Exercise = proof.exercise
    counts = f"{len(exercise.checks):3} checks {proof.right:3} right {proof.wrong:3} wrong"
    standing = f"{len(proof.complaints)} to mend" if proof.complaints else "proven"
    return f"{exercise.id:38} {counts} {proof.claim_share:4.0%} on claims   {standing}"


def _complain(complaints: Sequence[Complaint]) -> None:
    for path, group in groupby(complaints, key=lambda complaint: complaint.path):
        click.echo(f"\n{path}")
        for complaint in group:
            click.echo(f"  - {complaint.problem}\n    {complaint.cure}")
    if complaints:
        click.echo()


def _summary(proofs: Sequence[Proof], mutations: dict[str, Mutation]) -> str:
    told = [mutations[proof.exercise.id] for proof in proofs if proof.exercise.id in mutations]
    return (
        f"{len(proofs)} exercises, {sum(len(proof.exercise.checks) for proof in proofs)} checks, "
        f"{sum(proof.right for proof in proofs)} right answers, {sum(proof.wrong for proof in proofs)} wrong answers "
        f"({sum(proof.resting_on_claims for proof in proofs)} told by claims or advice alone), {_mutants(told)}"
    )


def _mutants(mutations: Sequence[Mutation]) -> str:
    if not mutations:
        return "no mutants recorded"
    killed, total = sum(one.killed for one in mutations), sum(one.total for one in mutations)
    open_ones = sum(one.unexplained for one in mutations)
    explained = total - killed - open_ones
    rest = f"{explained} equal to the solution" + (f", {open_ones} not explained" if open_ones else "")
    return f"{killed} of {total} mutants killed, {rest}"
