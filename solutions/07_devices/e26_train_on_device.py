"""A training loop that does not wait.

A GPU works on its own: Python hands it one operator after the other and goes on. That lasts until somebody wants to
*know* a number. Then the host stops until the GPU has done all that it was given, and while it stops, the GPU gets
nothing new. A loop that reads the loss after each batch spends its time so. It is better to keep the losses where
they are, and to fetch one number at the end of the epoch. But what is kept must be numbers, without the graphs they
came from. You write

    fit(net, batches, device, lr=0.1, epochs=1) -> list of float

It trains `net` on `device`, a string or a `torch.device`, by plain gradient descent, with one update for each batch,
in the order of the list, and returns for each epoch the mean loss of all its examples.

    batches    a list of pairs (X, y), one at least; X (n, ...) with n >= 1, y of the shape of `net(X)`
    loss       of a batch: the mean, over all entries, of (net(X) - y)^2, before the update that the batch makes
    epoch      the mean of the losses of its batches, each weighted by its number n of examples

A worked example: y = 2 x with w = 0 at first. The two losses are 4 and 1, and 1 counts twice.

    >>> net = nn.Linear(1, 1, bias=False)
    >>> _ = nn.init.zeros_(net.weight)
    >>> batches = [(torch.ones(1, 1), 2 * torch.ones(1, 1)), (torch.ones(2, 1), 2 * torch.ones(2, 1))]
    >>> fit(net, batches, "cpu", lr=0.25)
    [2.0]
    >>> net.weight.item()
    1.5

On simulated GPUs it can be tried with `nox -s run -- exercises/07_devices/e26_train_on_device.py --gpus 2`.

Rules
- `net` itself is moved and stays on `device`, its buffers too; it may come from anywhere. It is called once for each
  batch, as `net(X)`. Its Parameters stay what they are over the same memory, as far as the move leaves them that.
- Some moves do not: under `torch.__future__.set_overwrite_module_params_on_conversion(True)`, as on devices of some
  other kinds, a net has new Parameter objects after `.to(...)`. The net shall be trained all the same.
- Values are fetched from the device once for each epoch at most, and once more for the whole call. `.item()`,
  `float(...)`, `.cpu()`, `.tolist()`, `print` and `if` all fetch.
- The graph of a batch is free to go when the next batch has been through the net: at no time are there more than two.
- The net is trained in training mode, also if it comes in evaluation mode; what came in training mode ends in it.
- Batches lie on the CPU, or on the device. They are left alone: the list, the tensors in it, and where these are.
- Gradients that `net` has from before do not count; which ones it has afterwards is up to you. A second call goes on
  where the first one ended.
- Parameters keep their dtype, float32 or float64, and in float64 lose no digits. The losses are Python floats, as
  exact as float32. Random numbers that come next, the grad mode and torch's defaults stay as they are.

A question for yourself: the notes say that, like tensors, nets can be moved with `.cuda`. After `X.to(device)` and
`net.to(device)`, with nothing assigned, where is X and where is the net?

Read more: Dive into Deep Learning, section 6.7 and its exercise 3; PyTorch docs, "CUDA semantics" and torch.optim
("Constructing it").
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def fit(
    net: nn.Module,
    batches: list[tuple[Tensor, Tensor]],
    device: torch.device | str,
    lr: float = 0.1,
    epochs: int = 1,
) -> list[float]:
    """Train `net` on `device`, where it stays, by gradient descent on the mean squared error.

    Returns:
        The mean loss of each epoch, weighted by the sizes of the batches.
    """
    # solution:
    # First the move, then the optimiser. From the CPU to CUDA the other order happens to work: the move writes into
    # the Parameters, which stay the same objects. It fails where a move makes new ones, on XLA for example or under
    # the switch of `torch.__future__`, and for an optimiser that already holds state on the old device. Then nothing
    # is learned, and no error tells.
    # end solution
    # solution: move the net; then, for each epoch, train on the device and fetch one number
    net.to(device)
    net.train()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    examples = sum(len(X) for X, _ in batches)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for X, y in batches:
            optimizer.zero_grad()
            loss = F.mse_loss(net(X.to(device)), y.to(device))
            loss.backward()
            optimizer.step()
            total = total + loss.detach() * len(X)
        losses.append(total.item() / examples)
    return losses
    # end solution


# solution:
# The notes' "like tensors" is half of the truth: `net.to(device)` moves the net in place, `X.to(device)` returns
# another tensor and leaves X where it was. And `.to` on a tensor that is there already copies nothing.
# end solution

if __name__ == "__main__":
    device = "cuda" if torch.cuda.is_available() else "cpu"
    X = torch.randn(100, 4)
    y = X @ torch.tensor([[1.0], [-2.0], [3.0], [0.5]])
    net = nn.Linear(4, 1)
    batches = list(zip(X.split(32), y.split(32), strict=True))
    print("losses:", fit(net, batches, device, epochs=5))
    print("weight:", net.weight.detach(), "on", net.weight.device)
