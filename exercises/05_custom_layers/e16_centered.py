"""A layer without parameters.

A layer is whatever turns a tensor into another one, and not every layer has something to learn: ReLU has not, and
neither has the one you write here. Written as a Module it can stand in a net among layers that do learn, and
autograd takes care of the way back through it.

    CenteredLayer()(X) = X - m        m is the mean of all elements of X, one single number

    X    (*)    a floating tensor of any shape, the result has the same shape and dtype

A worked example:

    >>> layer = CenteredLayer()
    >>> layer(torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])).tolist()
    [-2.0, -1.0, 0.0, 1.0, 2.0]
    >>> layer(torch.tensor([[0.0, 6.0], [0.0, 2.0]])).tolist()
    [[-2.0, 4.0], [-2.0, 0.0]]
    >>> net = nn.Sequential(nn.Linear(8, 128), CenteredLayer())
    >>> abs(net(torch.rand(4, 8)).mean().item()) < 1e-6
    True

What holds
- Any number of dimensions, none included (a single number becomes 0), sizes of one, views in another order of memory,
  float32 and float64 with all their digits. There is one mean, over the rows and over the batch as well.
- Every element of the result depends on every element of X, since each has a part in the mean. The gradient of X is
  the gradient of this formula: with n elements, d result[i] / d X[j] is 1 - 1/n for i = j and -1/n otherwise. That
  holds in a chain of layers too, which trains as with the formula in that place.
- The layer is made without arguments. There is nothing to learn and nothing to save: no parameter and no buffer,
  before and after calls. A net has the same `state_dict()` with it as with an activation in its place.
- Every call is like the first: it depends on its X alone, in training and in evaluation mode, with gradients and
  under `torch.no_grad()`, for a `copy.deepcopy` made after a call too. What was returned before stays as it is.
- X is left alone, its numbers as well as its gradient and whether it asks for one, and the result has memory of its
  own. X may be a leaf that asks for a gradient.
- It works wherever X is. With X on a GPU the result is there too, and so is its gradient; no value is fetched to the
  host and nothing is waited for, on the way there and on the way back.
- A call changes nothing else: not the mode, the grad mode, the default dtype or the random numbers that come next.
- `layer(X)` belongs to `nn.Module`, which calls hooks around your `forward`.

Not asked: whole numbers, `nan` and infinity, tensors without any element.

Ask yourself: when X is a batch, one row is in the mean of all others. What does a row come out as if it is sent
through alone, and would you want that of a net that is in use?

Read on: "Dive into Deep Learning", section 6.5.1; PyTorch documentation, `torch.nn.Module` and `torch.mean`.
"""

import torch
from torch import Tensor, nn


class CenteredLayer(nn.Module):
    """Takes the mean of all elements away from each: any shape in, the same shape out."""

    def forward(self, X: Tensor) -> Tensor:
        """Return X minus the mean of all its elements."""
        # TODO: centre X
        raise NotImplementedError("e16: centre X")


if __name__ == "__main__":
    layer = CenteredLayer()
    print(layer(torch.tensor([1.0, 2, 3, 4, 5])))
    net = nn.Sequential(nn.Linear(8, 128), CenteredLayer())
    print(net(torch.rand(4, 8)).mean())
