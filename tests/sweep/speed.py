"""How much longer a training step takes on simulated devices: ``python -m tests.sweep.speed``.

Prints the ratio of a step on cuda:0, and of one on the CPU beside simulated devices, to one with plain torch.
Time is that of the processor, on one thread. Steps take turns in rounds, and the best of each counts.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import torch
from torch import nn
from torch.nn import functional

from grader.worker.simulator import simulated

ROUNDS = 15
STEPS = 20


def stepper(place: str) -> Callable[[], None]:
    """Return one step of SGD for a small network on a device."""
    net = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 10)).to(place)
    optimiser = torch.optim.SGD(net.parameters(), lr=0.1)
    x, y = torch.randn(32, 20, device=place), torch.randn(32, 10, device=place)

    def step() -> None:
        optimiser.zero_grad()
        functional.mse_loss(net(x), y).backward()
        optimiser.step()

    return step


def seconds(step: Callable[[], None]) -> float:
    """Return the processor time of a step."""
    began = time.process_time()
    for _ in range(STEPS):
        step()
    return (time.process_time() - began) / STEPS


def main() -> None:
    """Measure and print."""
    torch.set_num_threads(1)
    plain, found = stepper("cpu"), {"plain": [], "cuda:0": [], "cpu": []}
    seconds(plain)
    for _ in range(ROUNDS):
        found["plain"].append(seconds(plain))
        with simulated(1):
            for place in ("cuda:0", "cpu"):
                step = stepper(place)
                step()
                found[place].append(seconds(step))
    best = {name: min(times) for name, times in found.items()}
    print(f"torch {torch.__version__}: a step takes {best['plain'] * 1e6:.0f} us with plain torch, "
          f"{best['cuda:0'] / best['plain']:.1f} times as long on cuda:0 and "
          f"{best['cpu'] / best['plain']:.1f} times on the CPU beside it")  # fmt: skip


if __name__ == "__main__":
    main()
