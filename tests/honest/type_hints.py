"""Is full of type hints that are never evaluated, dataclasses and protocols.

exercise: e16
"""

from __future__ import annotations

import typing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import torch
from torch import nn

if TYPE_CHECKING:
    from collections.abc import Callable

Item = TypeVar("Item")


class Reduces(Protocol):
    def __call__(self, x: torch.Tensor) -> torch.Tensor: ...


@dataclass(frozen=True, slots=True)
class Plan(Generic[Item]):
    reduce: Callable[[torch.Tensor], torch.Tensor]
    notes: list[Item] = field(default_factory=list)


class CenteredLayer(nn.Module):
    plan: Plan[str]

    def forward(self, X: torch.Tensor) -> torch.Tensor:
        plan: Plan[str] = Plan(torch.mean)
        assert typing.get_type_hints(CenteredLayer.forward)["X"] is torch.Tensor
        return X - plan.reduce(X)
