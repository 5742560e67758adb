"""Save a model's parameters, and load them.

Training took the whole night; the result should survive the end of the program. What is worth keeping is
not the object `net` with its class and its source code, but its state: every parameter and every buffer
under its name. The architecture stays in code. To get a model back you build the net anew, and fill it from
the file.

Write two functions:

    save_params(net, path) -> None                  writes the state of `net` to the file `path`
    load_params(net, path, device="cpu") -> net     fills `net` from such a file and returns it

For example

    >>> net = nn.Sequential(nn.Linear(20, 256), nn.ReLU(), nn.Linear(256, 10))
    >>> clone = nn.Sequential(nn.Linear(20, 256), nn.ReLU(), nn.Linear(256, 10))
    >>> X = torch.randn(2, 20)
    >>> save_params(net, "mlp.params")
    >>> load_params(clone, "mlp.params") is clone
    True
    >>> torch.equal(clone(X), net(X))
    True

The rules for `save_params`:

- It writes one file, to exactly the path it is given (a `str` or a `pathlib.Path`; nothing is appended to
  the name), and replaces a file that is there.
- The file holds all of the state, exactly: parameters, and buffers such as the running mean of a batch norm,
  each with its shape and its dtype, 0-dim and integer ones included. (Buffers with `persistent=False` are
  not state; they are not asked.)
- The file holds no pickled classes of yours: `torch.load(path, weights_only=True)` can read it, with
  all of its numbers. How else you arrange things inside the file is up to you.
- The file is a picture of that moment. It does not change when `net` is trained on, it can be moved or
  copied, and another program, that knows nothing but the class and the file, can load it.
- The net may be on a GPU. It is as it was, and where it was: its values, gradients and `requires_grad` flags,
  and the mode (training or eval) of each of its parts.

The rules for `load_params`:

- It fills the net that it is given, and returns that very net. The Parameters stay the same objects (an
  optimizer made before goes on training them), a layer that stands in two places of the net is still one
  layer, and gradients and `requires_grad` flags stay as they are.
- The net comes back in eval mode, with all of its parts.
- Names and shapes must match one to one. A state that is missing in the file, one that the net does not know,
  one of another shape: each of them raises an exception (of any type; how much was filled by then is not
  asked). The same shapes under other names do not match.
- A net of lazy layers that has never seen data can be filled as well. (The number of units of such a layer
  is not compared.)
- `device` (a `str` or a `torch.device`) is where the values are read to, so a file that was written on a
  machine with a GPU can be loaded on one without. From there they are copied into the net, which stays where it
  is, on the same device or on another one. If no device is named, the values touch no GPU but the net's own.
- A file from a stranger may hold an object whose loading runs code. Loading such a file raises, and runs
  nothing.

And for both: any `nn.Module`, also one without parameters; as often as you like; with gradients switched on
or off, and the caller's grad mode, the random state and the settings of torch (such as its default device) stay
as they are.

To think about: which part of "the same model" is *not* in the file? Why does `load_params` have to care
about the mode?

Read more: "Dive into Deep Learning", section 6.6.2 (Loading and Saving Model Parameters); PyTorch
documentation, pages torch.save, torch.load, torch.nn.Module and "Serialization semantics".
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    """Write the parameters and buffers of `net` to the file `path`.

    Args:
        net: any module; it is left as it is.
        path: the file to write; one that is there is replaced.
    """
    # TODO: write the state of the net to the file
    raise NotImplementedError("e20: write the state of the net to the file")


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    """Fill `net` in place from a file that `save_params` wrote, and put it into eval mode.

    Args:
        net: a module of the same architecture; lazy layers need not have seen data.
        path: the file to read.
        device: where the values are read to, wherever they were when they were saved.

    Returns:
        The same net.

    Raises:
        Exception: names or shapes in the file and in the net differ, or the file holds more than plain data.
    """
    # TODO: read the file, fill the net and hand it back in eval mode
    raise NotImplementedError("e20: read the file, fill the net and hand it back in eval mode")


if __name__ == "__main__":
    import tempfile

    def make_net() -> nn.Module:
        return nn.Sequential(nn.Linear(20, 256), nn.ReLU(), nn.Linear(256, 10))

    net, clone, X = make_net(), make_net(), torch.randn(2, 20)
    with tempfile.TemporaryDirectory() as folder:
        save_params(net, Path(folder) / "mlp.params")
        load_params(clone, Path(folder) / "mlp.params")
    print(torch.equal(clone(X), net(X)))
