"""Inputs drawn fresh for each run: a worker that has not seen them cannot know the answers."""

from __future__ import annotations

import hashlib
import hmac
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

import torch

Item = TypeVar("Item")


def derived_seed(seed: int, label: str) -> int:
    """Return the seed that belongs to `label` in the run of `seed`: 63 bits of an HMAC.

    Knowing one derived seed tells nothing about another or about the run's seed.
    """
    digest = hmac.new(seed.to_bytes(16, "big"), label.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big") >> 1


class Draw:
    """Draws the inputs of one check; the same seed draws the same inputs in the same order."""

    def __init__(self, seed: int) -> None:
        self._tensors = torch.Generator().manual_seed(seed)
        self._choices = random.Random(seed)

    def normal(self, *shape: int, dtype: torch.dtype = torch.float32) -> torch.Tensor:
        """Return standard normal numbers of the given shape."""
        return torch.randn(shape, generator=self._tensors, dtype=torch.float64).to(dtype)

    def state(self, shapes: Mapping[str, Sequence[int]], dtype: torch.dtype = torch.float32) -> dict[str, torch.Tensor]:
        """Return standard normal numbers for each name, such as the names and shapes of a ``state_dict()``."""
        return {name: self.normal(*shape, dtype=dtype) for name, shape in shapes.items()}

    def uniform(
        self, *shape: int, low: float = 0.0, high: float = 1.0, dtype: torch.dtype = torch.float32
    ) -> torch.Tensor:
        """Return numbers between `low` and `high` of the given shape."""
        return (low + (high - low) * torch.rand(shape, generator=self._tensors, dtype=torch.float64)).to(dtype)

    def integers(self, *shape: int, low: int, high: int) -> torch.Tensor:
        """Return int64 numbers from `low` to `high`, both included, of the given shape."""
        return torch.randint(low, high + 1, shape, generator=self._tensors)

    def integer(self, low: int, high: int) -> int:
        """Return one integer from `low` to `high`, both included."""
        return self._choices.randint(low, high)

    def number(self, low: float, high: float) -> float:
        """Return one float between `low` and `high`."""
        return self._choices.uniform(low, high)

    def sizes(self, count: int, low: int = 2, high: int = 9) -> tuple[int, ...]:
        """Return `count` sizes that all differ, so that no transpose passes by luck."""
        return tuple(self._choices.sample(range(low, high + 1), count))

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of `items`."""
        return self._choices.choice(items)

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """Return `items` in drawn order."""
        return self._choices.sample(list(items), len(items))

    def word(self, length: int = 8) -> str:
        """Return a lower-case word that can serve as a name."""
        return "".join(self._choices.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(length))
