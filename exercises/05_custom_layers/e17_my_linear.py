"""A layer with parameters, and one that learns.

A layer that learns owns its numbers. Wrapped in `nn.Parameter` and kept as an attribute of a module they
are seen by the net around it: the optimiser trains them, `state_dict()` saves them, `.double()` and
`.to()` take them along. What is left for `forward` is to compute with them, and to let autograd watch.
You write a fully connected layer with its ReLU built in:

    Y = relu(X W + b)        X (*, in_units), W (in_units, units), b (units,), Y (*, units)

The star stands for any number of dimensions in front, none included; each row is treated by itself.

`MyLinear(in_units, units)` has two Parameters and no other state:

    weight    shape (in_units, units)     mind the order: `nn.Linear` keeps its weight the other way round
    bias      shape (units,)              one dimension

Both begin as random floats, the bias too: every number is drawn by itself, from a distribution of your
choice (`torch.randn` will do), anew for each layer. Draw, but do not seed: the seed of the random
generator belongs to the caller.

>>> layer = MyLinear(2, 3)
>>> with torch.no_grad():
...     _ = layer.weight.copy_(torch.tensor([[1.0, 0.0, -1.0], [0.0, 2.0, 0.0]]))
...     _ = layer.bias.copy_(torch.tensor([0.5, -1.0, 0.0]))
>>> layer(torch.tensor([[1.0, 2.0], [3.0, 0.0]])).tolist()
[[1.5, 3.0, 0.0], [3.5, 0.0, 0.0]]

Rules
- Inputs of one, two, three or more dimensions, a batch of 1, an empty batch, `in_units` or `units` of 1,
  transposed and other non-contiguous views: the shape in front stays, the last dimension becomes `units`.
- Gradients are those of the formula, for the weight, the bias and the input, alone or between other
  layers: one step of an optimiser moves them, and a hundred steps fit a line. Where a gradient is
  already waiting, yours is added to it.
- Training and eval mode compute the same. Under `torch.no_grad()` nothing is recorded, and the caller's
  grad mode is never switched.
- Every call, the first one too, uses the weights as they are now: after a write in place, after
  `load_state_dict`, after a new Parameter was assigned, and in a `copy.deepcopy` its own. Nothing is
  kept from one call to the next; an output, once returned, does not change any more. Two layers share
  nothing.
- The layer is made on the CPU, and goes where it is sent: after `.to(device)`, of the layer alone or of a
  net that it is a part of, it takes X on that device, computes there, without fetching a value, and
  its output and gradients are there too. The Parameters stay the same objects.
- After `.double()` the layer takes and returns float64, with all its digits.
- X is left alone.

A question for yourself: take a layer whose outputs are right to the last digit, put it between two
others, train, and watch the loss go down. Does that prove that this layer has learned anything? What
would you look at to know? (The listing in the book is worth a second look.)

Read more: Dive into Deep Learning, section 6.5.2 (Layers with Parameters); PyTorch docs,
torch.nn.parameter.Parameter and torch.nn.Module.
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    """A fully connected layer with ReLU: (*, in_units) -> (*, units).

    Parameters: `weight` (in_units, units) and `bias` (units,), random at the start.
    """

    def __init__(self, in_units: int, units: int) -> None:
        super().__init__()
        # TODO: make the two Parameters, `weight` and `bias`
        raise NotImplementedError("e17: make the two Parameters, `weight` and `bias`")

    def forward(self, X: torch.Tensor) -> torch.Tensor:
        """relu(X @ weight + bias): (*, in_units) -> (*, units)."""
        # TODO: compute the output with the layer's own weight and bias
        raise NotImplementedError("e17: compute the output with the layer's own weight and bias")


if __name__ == "__main__":
    layer = MyLinear(5, 3)
    X = torch.rand(2, 5)
    print("output:", layer(X))

    net = nn.Sequential(MyLinear(64, 8), MyLinear(8, 1))
    print("stacked:", tuple(net(torch.rand(2, 64)).shape))
    print("parameters:", [(name, tuple(parameter.shape)) for name, parameter in net.named_parameters()])
