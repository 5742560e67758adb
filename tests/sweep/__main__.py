"""PyTorch's own operator database on simulated devices: ``nox -s sweep``, or ``python -m tests.sweep [NAME ...]``.

References, forward and gradient, are computed by untouched torch before any device is simulated. Then the same
samples run on ``cuda:1``, and on the CPU beside simulated devices: device, shape, dtype and values of outputs
and gradients must be those of the reference; what an operator draws at random is not compared. Operators without
a reference are listed apart and count nowhere. The exit code says whether the figures are what the README claims.
"""

from __future__ import annotations

import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch.testing._internal.common_methods_invocations import op_db
from torch.utils._pytree import tree_leaves, tree_map

from grader.worker.simulator import generators, simulated

SAMPLES = 6
SECONDS = 60
ON_DEVICE = "cuda:1"
ALLOWED_ON_DEVICE = 4
RANDOM = ("bernoulli", "cauchy", "dropout", "empty", "exponential", "geometric", "lowrank", "multinomial", "normal",
          "rand", "rrelu", "uniform")  # fmt: skip
BUILT_AT_RUN_TIME = "jiterator"


class TooLongError(Exception):
    """An operator took longer than it may."""


@dataclass(frozen=True)
class Outcome:
    """Outputs and gradients of one call."""

    outputs: list[torch.Tensor]
    gradients: list[torch.Tensor]


@dataclass(frozen=True)
class Case:
    """One operator with its samples and what untouched torch made of them."""

    name: str
    operator: Any
    samples: list[tuple[Any, Outcome]]


def main(names: list[str]) -> int:
    """Run the sweep over all operators, or over those of the given names; return the exit code."""
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    # A device has random numbers of its own; here they are to be those of the reference.
    generators.OTHER_NUMBERS = 0
    cases, without = references(names)
    samples = sum(len(case.samples) for case in cases)
    print(f"torch {torch.__version__}: {len(cases)} operators, {samples} samples; {len(without)} without a reference")
    wrong = {}
    for device, allowed in ((ON_DEVICE, ALLOWED_ON_DEVICE), ("cpu", 0)):
        began = time.monotonic()
        with simulated(2):
            failures = {case.name: failure for case in cases if (failure := judge(case, device))}
        wrong[device] = len(failures) > allowed
        print(f"{device}: {len(cases) - len(failures)}/{len(cases)} right, {time.monotonic() - began:.0f} s")
        for name, failure in failures.items():
            print(f"  {name}: {failure}")
    for name, reason in without.items():
        print(f"without a reference: {name}: {reason}")
    return int(any(wrong.values()) or not cases)


def references(names: list[str]) -> tuple[list[Case], dict[str, str]]:
    """Return the operators that take float32 and run here, and why the others do not."""
    cases, without = [], {}
    for operator in op_db:
        name = ".".join(filter(None, (operator.name, operator.variant_test_name)))
        if torch.float32 not in operator.dtypes or BUILT_AT_RUN_TIME in name or (names and name not in names):
            continue
        found: list[tuple[Any, Outcome]] = []
        reason = "no samples"
        try:
            with deadline():
                torch.manual_seed(0)
                for sample in first(
                    operator.sample_inputs("cpu", torch.float32, requires_grad=operator.supports_autograd)
                ):
                    try:
                        found.append((sample, run(operator, sample, "cpu")))
                    except (RuntimeError, NotImplementedError, ValueError, TypeError) as error:
                        reason = f"{type(error).__name__}: {str(error)[:80]}"
        except Exception as error:
            reason = f"{type(error).__name__}: {str(error)[:80]}"
        if found:
            cases.append(Case(name, operator, found))
        else:
            without[name] = reason.splitlines()[0]
    return cases, without


def first(samples: Any) -> Iterator[Any]:
    for _, sample in zip(range(SAMPLES), samples, strict=False):
        yield sample


def run(operator: Any, sample: Any, device: str) -> Outcome:
    """Call the operator with copies of a sample's tensors on `device`; differentiate the sum of its outputs."""
    inputs = tree_map(placed(device), (sample.input, sample.args, sample.kwargs))
    torch.manual_seed(1)
    result = operator.op(inputs[0], *inputs[1], **inputs[2])
    outputs = [leaf for leaf in tree_leaves(result) if isinstance(leaf, torch.Tensor)]
    sources = [leaf for leaf in tree_leaves(inputs) if isinstance(leaf, torch.Tensor) and leaf.requires_grad]
    tracked = [output for output in outputs if output.requires_grad and output.is_floating_point()]
    if not (operator.supports_autograd and sources and tracked):
        return Outcome(outputs, [])
    total = sum((output * 1.5).sum() for output in tracked)
    gradients = torch.autograd.grad(total, sources, allow_unused=True)
    return Outcome(outputs, [gradient for gradient in gradients if gradient is not None])


def placed(device: str) -> Callable[[Any], Any]:
    """Return what copies a tensor to `device`, and names it where a sample names the CPU."""

    def place(value: Any) -> Any:
        if isinstance(value, torch.Tensor):
            copy = value.detach().clone() if device == "cpu" else value.detach().to(device)
            return copy.requires_grad_(value.requires_grad)
        if value == "cpu" if isinstance(value, str) else isinstance(value, torch.device) and value.type == "cpu":
            return torch.device(device)
        return value

    return place


def judge(case: Case, device: str) -> str:
    """Return what is wrong with an operator on `device`, or nothing."""
    try:
        with deadline():
            for sample, expected in case.samples:
                actual = run(case.operator, sample, device)
                compare(case, "output", expected.outputs, actual.outputs, device)
                compare(case, "gradient", expected.gradients, actual.gradients, device)
    except Exception as error:
        return " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return ""


def compare(case: Case, what: str, expected: list[torch.Tensor], actual: list[torch.Tensor], device: str) -> None:
    """Raise `AssertionError` unless the tensors are equal and on `device`."""
    assert len(expected) == len(actual), f"{len(actual)} times {what}, expected {len(expected)}"
    for one, other in zip(expected, actual, strict=True):
        assert str(other.device) == device, f"{what} on {other.device}"
        assert (one.shape, one.dtype) == (other.shape, other.dtype), f"{what} of {tuple(other.shape)}, {other.dtype}"
        if one.layout == torch.strided and not any(word in case.name for word in RANDOM):
            torch.testing.assert_close(
                other.detach().cpu(), one.detach(), equal_nan=True, rtol=1e-3, atol=1e-4, msg=f"{what}: other values"
            )


@contextmanager
def deadline() -> Iterator[None]:
    """Raise `TooLongError` when the block takes too long."""

    def stop(*_: object) -> None:
        raise TooLongError(f"{SECONDS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
