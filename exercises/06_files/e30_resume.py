"""Resume a training run that was interrupted.

The machine is switched off at midnight, and training takes three days. So every epoch ends with a checkpoint: a
file from which another program, started tomorrow, can go on as if nothing had happened. The parameters alone
are not enough for that. An optimizer has a memory of its own, and dropout depends on the random numbers that
come next. Whatever the next step depends on has to be in the file.

Write two functions:

    save_checkpoint(path, net, opt, epoch) -> None     writes all that is needed to go on to the file `path`
    load_checkpoint(path, net, opt) -> epoch           brings `net`, `opt` and torch's random numbers back to
                                                       that moment, and returns the epoch

For example

    >>> def make():
    ...     net = nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.BatchNorm1d(8), nn.Linear(8, 1))
    ...     return net, torch.optim.Adam(net.parameters(), lr=0.1)
    >>> def step(net, opt):
    ...     opt.zero_grad()
    ...     net(torch.ones(3, 4)).pow(2).sum().backward()
    ...     opt.step()
    >>> net, opt = make()
    >>> step(net, opt)
    >>> save_checkpoint("run.ckpt", net, opt, epoch=1)
    >>> step(net, opt)
    >>> later, later_opt = make()
    >>> load_checkpoint("run.ckpt", later, later_opt)
    1
    >>> step(later, later_opt)
    >>> torch.equal(later[0].weight, net[0].weight)
    True

What a checkpoint brings back, exactly

- The state of the net: its parameters, and its buffers such as the running mean of a batch norm.
- The state of the optimizer: what it remembers of earlier steps, and the settings of each of its groups (`lr` and
  so on), whatever settings `opt` was made with. An optimizer that has not made a step yet can be saved too.
- The state of torch's random numbers on the CPU: after `load_checkpoint` the same ones come as came after
  `save_checkpoint`. (GPUs, numpy and Python's `random` are not asked.)
- The epoch that was given: a whole number from 0 on, as a Python int.

The rules for `save_checkpoint`

- It writes one file, to exactly the path it is given (a `str` or a `pathlib.Path`), and replaces a file that is
  there. The file is a picture of that moment; it can be copied, and read by another program.
- It holds no pickled classes: `torch.load(path, weights_only=True)` reads it, and finds all of the net's numbers in
  it. How else it is arranged is up to you.
- It changes nothing: not the net (values, gradients, `requires_grad`, the modes of its parts), not the optimizer,
  not the random numbers that come next. Training goes on as it would have gone on without it.

The rules for `load_checkpoint`

- `net` and `opt` are of the same make as those that were saved, new or already used; what they held is replaced.
  It can be called again, to go back once more.
- It works in place: Parameters and buffers stay the same objects, so `opt` still trains `net`, and a layer that
  stands in two places is still one.
- Gradients, `requires_grad` and modes are not in a checkpoint: they stay as they are.
- It raises (any exception) when names or shapes of the net's state do not match one to one, or when the
  optimizer has other groups or another number of parameters. How much was filled by then is not asked.
- A file from a machine with a GPU can be loaded on one without. A file from a stranger that holds an object whose
  loading runs code raises, and runs nothing.

Both work with gradients switched on or off, and leave the grad mode and the default dtype alone.

To think about: your loop runs `for epoch in range(start, 10)`. Which `start` belongs to the epoch in the file?

Read more: "Dive into Deep Learning", section 6.6.2; PyTorch documentation, pages torch.optim.Optimizer
(`state_dict`, `load_state_dict`), torch.get_rng_state and "Serialization semantics".
"""

from pathlib import Path

import torch
from torch import nn


def save_checkpoint(path: str | Path, net: nn.Module, opt: torch.optim.Optimizer, epoch: int) -> None:
    """Write the state of `net`, of `opt` and of torch's random numbers, and the epoch, to the file `path`."""
    # TODO: collect everything that the next step depends on, and write it
    raise NotImplementedError("e30: collect everything that the next step depends on, and write it")


def load_checkpoint(path: str | Path, net: nn.Module, opt: torch.optim.Optimizer) -> int:
    """Bring `net`, `opt` and torch's random numbers back to the moment of the checkpoint, in place.

    Returns:
        The epoch that was given to `save_checkpoint`.

    Raises:
        Exception: net or optimizer do not fit, or the file holds more than plain data.
    """
    # TODO: read the file safely, and hand each part back to where it came from
    raise NotImplementedError("e30: read the file safely, and hand each part back to where it came from")


if __name__ == "__main__":
    import tempfile

    def make() -> tuple[nn.Module, torch.optim.Optimizer]:
        net = nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.BatchNorm1d(8), nn.Linear(8, 1))
        return net, torch.optim.Adam(net.parameters(), lr=0.1)

    def step(net: nn.Module, opt: torch.optim.Optimizer) -> None:
        opt.zero_grad()
        net(torch.ones(3, 4)).pow(2).sum().backward()
        opt.step()

    net, opt = make()
    step(net, opt)
    with tempfile.TemporaryDirectory() as folder:
        save_checkpoint(Path(folder) / "run.ckpt", net, opt, epoch=1)
        step(net, opt)
        later, later_opt = make()
        print(load_checkpoint(Path(folder) / "run.ckpt", later, later_opt))
    step(later, later_opt)
    print(torch.equal(later[0].weight, net[0].weight))
