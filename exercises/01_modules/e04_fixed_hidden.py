"""A constant, a layer used twice, and a loop.

`forward` is ordinary Python: it may use a layer more than once, loop until a condition on the data holds, and
compute with numbers that nobody trains. This model does all three. The numbers nobody trains are the hard
part, for a module has to be told of them too: what it has not been told of it neither saves nor moves.

    FixedHiddenMLP(size=20)

    rand_weight   (size, size)   a constant of the model: drawn once, uniformly from [0, 1)
    linear                       a fully connected layer from size to size units, used twice

    net(X):   H = linear(X)
              H = relu(H @ rand_weight + 1)
              H = linear(H)
              as long as the sum of |H| over all entries is more than 1: halve H
              the sum of all entries of H

    X       (..., size)     any number of leading dimensions, also none; entries up to a million in size
    net(X)  ()              one number, as a tensor without dimensions

A worked example. The layer maps x to 2x - 1, the constant is 0.5; for the two rows the last H is 6 and -1,
which is halved three times, until the absolute values sum to 0.875:

    >>> net = FixedHiddenMLP(1)
    >>> _ = net.load_state_dict({
    ...     "rand_weight": torch.tensor([[0.5]]),
    ...     "linear.weight": torch.tensor([[2.0]]), "linear.bias": torch.tensor([-1.0]),
    ... })
    >>> net(torch.tensor([[3.0], [-3.0]])).item()
    0.625
    >>> sorted(net.state_dict()), len(list(net.parameters()))
    (['linear.bias', 'linear.weight', 'rand_weight'], 2)

What holds
- A copy that is loaded computes the same: `state_dict()` has exactly the three entries above.
- The constant follows the model: after `.double()` the model works in float64 with all it has, and after
  `.to(device)`, of the model alone or of a larger one that it is a part of, on that device. X is there already, and
  the result, one more tensor, stays there. A model is made on the CPU, also where there is a GPU.
- Training never changes the constant: it is no parameter, and no gradient is kept for it, not even after
  `net.requires_grad_(True)`. `linear` is trained.
- The entries of the constant are drawn independently, when the model is made and anew for every model; `linear`
  starts random too. Models share no tensor, and neither do a model and its `copy.deepcopy`. Lazy layers are
  welcome: the checks run a model once before they look inside.
- Gradients reach both parameters, through both uses of the layer, and X where it asks for one; each halving
  counts as a factor of one half. Gradients that are there already are added to.
- The result depends on X and on the three tensors as they are now, also after somebody wrote to them or loaded
  them; it is the same at every call, in training and evaluation mode, with gradients and under `torch.no_grad()`.
- A row alone, a batch of one, an empty batch, more dimensions, a transposed view, a size of 1: all are fine.
- A call changes nothing but its result: not X, not the modes, not the random state, not the default dtype.

Ask yourself: a model that keeps its constant as an ordinary attribute saves and loads without any complaint.
What does the loaded model compute, and when would you have noticed?

Read on: "Dive into Deep Learning", section 6.1.3; PyTorch documentation, `torch.nn.Module`.
"""

import torch
from torch import Tensor, nn


class FixedHiddenMLP(nn.Module):
    """A layer, a constant hidden layer, the same layer again, and a sum that is kept small.

    State: `rand_weight` (size, size), `linear.weight` (size, size), `linear.bias` (size,).
    """

    def __init__(self, size: int = 20) -> None:
        # TODO: draw the constant `rand_weight` and make the layer `linear`
        raise NotImplementedError("e04: draw the constant `rand_weight` and make the layer `linear`")

    def forward(self, X: Tensor) -> Tensor:
        """Map X (..., size) to one number, a tensor of shape ()."""
        # TODO: the five lines of the formula
        raise NotImplementedError("e04: the five lines of the formula")


if __name__ == "__main__":
    net = FixedHiddenMLP()
    print(net(torch.rand(2, 20)))
    print([(name, tuple(value.shape)) for name, value in net.state_dict().items()])
