"""Train a tied net, and keep a log.

What happens to a shared weight in training? The way to know is to write down, at every step, what it was and
which gradient it got. That is less easy than it sounds: training changes tensors in place, and whoever writes
down the tensor itself has written down a place in memory, not what stood there at the time. What you look at
afterwards is then the last step, as many times as there were steps.

Write one function:

    train_and_log(net, X, y, lr=0.1, steps=5) -> log

It trains `net` by plain gradient descent on all of the data at once, each step with

    loss   =  the mean, over all entries, of (net(X) - y)^2
    value  <-  value - lr * gradient            for every parameter, no momentum, no weight decay

and returns a list with one entry for each step, a dict. Entry k (from 0) holds for the name of every parameter
the pair `(value before update k, gradient of step k)`.

A worked example: y = 2 x, learned from one number, with w = 0 to begin with.

    >>> net = nn.Linear(1, 1, bias=False)
    >>> _ = nn.init.zeros_(net.weight)
    >>> log = train_and_log(net, torch.tensor([[1.0]]), torch.tensor([[2.0]]), lr=0.25, steps=2)
    >>> [(value.item(), gradient.item()) for value, gradient in (entry["weight"] for entry in log)]
    [(0.0, -4.0), (1.0, -2.0)]
    >>> net.weight.item()
    1.5

Rules
- Names are those of `net.named_parameters()`: in full, at any depth, and a parameter that stands in two places,
  as a layer used twice or a weight that two layers share, is listed once, under its first name. It makes one
  step for each update, along its whole gradient, the sum over its uses.
- `X` is (*, inputs) with one, two or more dimensions, `y` has the shape of `net(X)`; all in the dtype of the
  net, which may be float64 and then loses no digits. `steps` may be 0; that is an empty log.
- `net` is any Module whose parameters all get a gradient, with any number of them, 0-dimensional ones too. Its
  parameters stay the same Parameters over the same memory, and what was tied is tied.
- Gradients that the net has from before do not count. Whether gradients are left in it at the end, and which,
  is up to you. A second call goes on where the first one ended and returns a log of its own.
- The log is a record: plain tensors, each on its own, which require no gradient, belong to no graph and can be
  written to. Nothing that happens later to the net and its gradients changes them.
- Each step calls `net(X)` once, in the mode the net is in, training or evaluation, and leaves the mode as it
  is; nothing else calls it. X, y, the grad mode and the random numbers that come next stay as they are.

A question for yourself: train the same net with the shared layer replaced by two layers that start alike, and
compare the logs of the first step. How do the gradients of the two hang together with that of the shared one?
And do the two layers stay alike?

Read more: Dive into Deep Learning, section 6.2.2 and its exercise 2; PyTorch docs, torch.Tensor.detach,
torch.Tensor.clone and torch.optim.Optimizer.zero_grad.
"""

import torch
from torch import Tensor, nn


def train_and_log(
    net: nn.Module, X: Tensor, y: Tensor, lr: float = 0.1, steps: int = 5
) -> list[dict[str, tuple[Tensor, Tensor]]]:
    """Train `net` in place by `steps` steps of gradient descent on the mean squared error.

    Returns:
        For each step a dict: name of a parameter -> (its value before the update, its gradient).
    """
    # TODO: at each step find the gradients, write the log, and only then update
    raise NotImplementedError("e10: at each step find the gradients, write the log, and only then update")


if __name__ == "__main__":
    shared = nn.Linear(8, 8)
    net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), shared, nn.ReLU(), shared, nn.ReLU(), nn.Linear(8, 1)).double()
    X, y = torch.randn(16, 4, dtype=torch.float64), torch.randn(16, 1, dtype=torch.float64)
    for step, entry in enumerate(train_and_log(net, X, y)):
        value, gradient = entry["2.weight"]
        print(f"step {step}: first number of the shared weight {value[0, 0]:.4f}, its gradient {gradient[0, 0]:.4f}")
