"""Two nets side by side.

Not every net is a chain. Two nets may look at the same input, each in its own way, and what both have found is
put side by side for the next layer. Such a fork is a module as well: it is made of modules, and it can be a part
of others.

    Parallel(net1, net2, dim=-1)
    net(X) = the outputs of net1 and net2 for the same X, joined along `dim` into one tensor, net1's part first

    X        whatever both nets take
    outputs  tensors of the same dtype and of the same number of dimensions, one or more, which agree in all
             sizes but the one along `dim`
    dim      a dimension of the outputs, counted from the front (0, 1, ...) or from the back (-1, -2, ...)

A worked example:

    >>> X = torch.tensor([[1.0, -2.0]])
    >>> Parallel(nn.Identity(), nn.ReLU())(X).tolist()
    [[1.0, -2.0, 1.0, 0.0]]
    >>> Parallel(nn.Identity(), nn.ReLU(), dim=0)(X).tolist()
    [[1.0, -2.0], [1.0, 0.0]]
    >>> Parallel(nn.Linear(4, 5), nn.Linear(4, 2))(torch.rand(3, 4)).shape
    torch.Size([3, 7])
    >>> layer = nn.Linear(4, 5)
    >>> both = Parallel(layer, layer)
    >>> both(torch.rand(3, 4)).shape, len(list(both.parameters()))
    (torch.Size([3, 10]), 2)

What holds
- `net1` and `net2` may be any modules: without parameters, not yet initialised lazy ones, containers, another
  `Parallel`. They may be one and the same module: then it is run twice, and its parameters are there once.
- At each call, each of them is called once, as `net1(X)`, so that hooks run; and both see the X that was given.
- They are taken as they are: not copied, not switched to another mode; what is frozen stays frozen. The
  parameters of `net` are those of the two, the very objects, and nothing else; buffers belong to it too. So
  `train()`, `eval()`, `double()`, `copy.deepcopy`, `state_dict()` and `load_state_dict` reach both. (How the
  parts are named is up to you.)
- The output depends on X and on the two nets as they are now: at every call, in every mode, for every `Parallel`
  by itself. It is a tensor of its own, also where the nets hand X through: a write to it is no write to X.
- Gradients reach the parameters of both nets and X, which gets the sum of both.
- An empty batch, a view, outputs of width 1, or none at all: all can be joined.
- A call leaves X, the grad mode, the mode of the nets and the random state alone (but for what the nets do).

Ask yourself: "the last dimension" is 1 for a matrix. Why is it a bad idea to write 1 in its place?

Read on: "Dive into Deep Learning", section 6.1, second exercise; PyTorch documentation, `torch.cat`.
"""

import torch
from torch import Tensor, nn


class Parallel(nn.Module):
    """Runs two nets on the same input and joins their outputs along `dim`, that of `net1` first."""

    def __init__(self, net1: nn.Module, net2: nn.Module, dim: int = -1) -> None:
        # solution: take the two nets in, and remember the dimension
        super().__init__()
        self.net1 = net1
        self.net2 = net2
        self.dim = dim
        # end solution

    def forward(self, X: Tensor) -> Tensor:
        """Return net1(X) and net2(X), joined along `dim`."""
        # solution: run both nets and join what they return
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
        # end solution


if __name__ == "__main__":
    X = torch.tensor([[1.0, -2.0]])
    print(Parallel(nn.Identity(), nn.ReLU())(X))
    print(Parallel(nn.Linear(4, 5), nn.Linear(4, 2))(torch.rand(3, 4)).shape)
