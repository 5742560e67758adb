"""A weight with three indices.

A linear layer gives every output a weighted sum of the inputs. The next thing one can do is a weighted sum of all
*products* of two inputs. For that a matrix is not enough: each output needs a number for each pair of inputs, and
so the weight has three indices, two of which disappear ("are reduced") in the sum:

    y_k  =  sum over i and j of  W_ijk x_i x_j          i, j = 0 ... num_inputs - 1,  k = 0 ... num_outputs - 1

Every pair counts, in both orders and with itself: x_0 x_0, x_0 x_1, x_1 x_0, x_1 x_1. Write this as a layer:

    TensorReduction(num_inputs, num_outputs)

    weight     a Parameter (num_inputs, num_inputs, num_outputs), in the order of the indices i, j, k
    X          (*, num_inputs)
    layer(X)   (*, num_outputs)

The star stands for any number of dimensions in front, none included. Each row of X, along its last dimension, is
an x of its own: what comes out for it does not depend on the rows around it.

    >>> layer = TensorReduction(2, 1)
    >>> with torch.no_grad():
    ...     _ = layer.weight.copy_(torch.tensor([[[1.0], [10.0]], [[100.0], [1000.0]]]))
    >>> layer(torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 2.0]])).tolist()
    [[1.0], [1000.0], [4221.0]]

The last row: 1 * 1 * 1  +  10 * 1 * 2  +  100 * 2 * 1  +  1000 * 2 * 2.

Rules
- `weight` is the only entry of `state_dict()`. It starts random: every number is drawn by itself, from a continuous
  distribution of your choice, anew for each layer. Draw, but do not seed: the random generator is the caller's.
- No bias, no activation: tripling x multiplies y by 9, also where numbers are large, and -x gives what x gives.
- A vector, a batch of one, an empty batch, several dimensions in front, one input, one output, transposed and
  other non-contiguous views: the shape in front stays as it is.
- Gradients are those of the formula, for the weight and for X, where each x occurs twice; alone or between other
  layers, in training and in evaluation mode. Where a gradient is already waiting, the new one is added.
- Both modes compute the same. Under `torch.no_grad()` nothing is recorded. The caller's grad mode and default dtype
  stay, and a call draws no random numbers.
- Every call uses X and the weight as they are now: after a write in place, after `load_state_dict`, with another
  Parameter in place of `weight`, and in a `copy.deepcopy` its own. A weight that was frozen stays frozen.
- Outputs, once returned, do not change. Two layers share nothing.
- After `.double()` the layer takes and returns float64, with all its digits. X is left alone.

A question for yourself: replace every W_ijk by W_jik. Which outputs change? How many of the num_inputs^2 numbers
that belong to one output could be left out without making the layer any poorer?

Read on: "Dive into Deep Learning", section 6.5, exercise 1; PyTorch documentation, `torch.einsum` and
`torch.tensordot`.
"""

import torch
from torch import Tensor, nn


class TensorReduction(nn.Module):
    """y_k = sum over i, j of W_ijk x_i x_j: (*, num_inputs) -> (*, num_outputs).

    Parameter: `weight` (num_inputs, num_inputs, num_outputs), random at the start.
    """

    def __init__(self, num_inputs: int, num_outputs: int) -> None:
        super().__init__()
        # TODO: make the Parameter `weight`
        raise NotImplementedError("e18: make the Parameter `weight`")

    def forward(self, X: Tensor) -> Tensor:
        """Reduce each row x of X (*, num_inputs) to all the y_k (*, num_outputs)."""
        # TODO: for each row, sum over all pairs of inputs
        raise NotImplementedError("e18: for each row, sum over all pairs of inputs")


if __name__ == "__main__":
    layer = TensorReduction(2, 1)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor([[[1.0], [10.0]], [[100.0], [1000.0]]]))
    print(layer(torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 2.0]])).tolist())

    layer = TensorReduction(4, 3)
    x = torch.randn(4)
    print("f(x):    ", layer(x).tolist())
    print("f(3 x):  ", layer(3 * x).tolist())
    print("sequences:", tuple(layer(torch.randn(2, 5, 4)).shape))
