"""What optimisers do to given values: plain arithmetic for checks to compare with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch

Loss = Callable[..., torch.Tensor]


def sgd(values: Sequence[torch.Tensor], loss: Loss, lr: float, steps: int = 1) -> list[torch.Tensor]:
    """Return `values` after steps of gradient descent on ``loss(*values)``."""
    values = [value.clone() for value in values]
    for _ in range(steps):
        for value, gradient in zip(values, gradients(values, loss), strict=True):
            value -= lr * gradient
    return values


def adam(values: Sequence[torch.Tensor], loss: Loss, lr: float, steps: int = 1) -> list[torch.Tensor]:
    """Return `values` after steps of Adam on ``loss(*values)``: Kingma and Ba (2015), algorithm 1."""
    values = [value.clone() for value in values]
    means, squares = [[torch.zeros_like(value) for value in values] for _ in range(2)]
    for step in range(1, steps + 1):
        for value, gradient, mean, square in zip(values, gradients(values, loss), means, squares, strict=True):
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient**2 - square)
            value -= lr * (mean / (1 - 0.9**step)) / ((square / (1 - 0.999**step)).sqrt() + 1e-8)
    return values


def gradients(values: Sequence[torch.Tensor], loss: Loss) -> tuple[torch.Tensor, ...]:
    """Return the gradient of ``loss(*values)`` with regard to each of `values`."""
    leaves = [value.detach().clone().requires_grad_() for value in values]
    return torch.autograd.grad(loss(*leaves), leaves)
