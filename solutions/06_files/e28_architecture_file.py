"""A file that knows its architecture.

A file of parameters needs a program that builds the net anew. A pickled net needs none, but whoever loads it runs
whatever code the file asks for. Between the two lies a *description*: which kinds of layers, with which settings,
in which order. It is plain data, it is stored beside the values, and the reader builds what it says, from a short
table of kinds that it knows. What is not in the table is refused, by the writer and by the reader.

    save_model(net, path) -> None       writes the architecture and the state of `net` to the file `path`
    load_model(path) -> net             builds a new net from such a file

The table. A net is one of these modules, most often an `nn.Sequential`:

    nn.Sequential     its parts: names, order and the parts themselves; nested, also empty
    nn.Linear         in_features, out_features, with a bias or without
    nn.BatchNorm1d    num_features, eps, momentum (also None), affine, track_running_stats
    nn.Dropout        p, inplace
    nn.ReLU           inplace
    nn.Flatten        start_dim, end_dim
    nn.Tanh           nothing

>>> net = nn.Sequential(OrderedDict(hidden=nn.Linear(3, 4, bias=False), act=nn.Tanh(), drop=nn.Dropout(0.2)))
>>> save_model(net, "net.model")
>>> load_model("net.model")
Sequential(
  (hidden): Linear(in_features=3, out_features=4, bias=False)
  (act): Tanh()
  (drop): Dropout(p=0.2, inplace=False)
)

What comes back
- Every part under its name, of the same kind and with the settings it had, exactly. Every parameter and buffer, bit
  by bit, with its dtype, whatever the default dtype is when the file is read.
- The mode of each part (training or eval), and which parameters are frozen (`requires_grad`). So training can go
  on: no gradients come along, and new ones are those of the saved net.
- A module that stands in several places of the net is one module in several places again. (Parameters that two
  modules share are not asked for.)
- Each load makes a net of its own, which shares nothing with another one, with the saved net or with the file.

What is refused, that is raises an exception of any type
- `save_model`: a module whose class is not in the table, at any depth. A subclass is another class: nobody knows what
  it does. So is a lazy layer without data. And a module that holds a parameter or buffer that its kind with these
  settings would not have. After a refusal there is no file at `path`, or still the one that was there.
- `load_model`: a file that names a kind that is not in the table, whatever torch has under that name, and a file with
  pickled objects. Code that hides in a file never runs.

The file
- One file at exactly `path`, a `str` or a `pathlib.Path`; one that is there is replaced. How it looks inside is up to
  you. It is a picture of that moment, can be moved, and read by another program that has your two functions.

Both leave alone what is not theirs: values, gradients, modes and flags of `net`, the grad mode, the default dtype, and
the global random state: the caller's next random numbers are those that would have come anyway. (Hooks, devices,
and attributes beyond those in the table are not asked for.)

To think about: somebody adds a kind of layer to the table next year. Which old files can be read then, and which new
ones by the old program?

Read more: "Dive into Deep Learning", section 6.6 (File I/O), exercise 3; PyTorch documentation, torch.load and
"Serialization semantics".
"""

from collections import OrderedDict
from pathlib import Path

import torch
from torch import nn

# solution:
SETTINGS = {
    nn.Sequential: (),
    nn.Linear: ("in_features", "out_features", "bias"),
    nn.BatchNorm1d: ("num_features", "eps", "momentum", "affine", "track_running_stats"),
    nn.Dropout: ("p", "inplace"),
    nn.ReLU: ("inplace",),
    nn.Flatten: ("start_dim", "end_dim"),
    nn.Tanh: (),
}
KINDS = {kind.__name__: kind for kind in SETTINGS}


def describe(net: nn.Module) -> list[dict]:
    """One entry for each module, the parts of a module before it; parts are numbers of entries."""
    entries, numbers = [], {}

    def number(module):
        if module not in numbers:
            kind = type(module)
            if kind not in SETTINGS:
                raise TypeError(f"{kind.__name__} is not in the table")
            settings = {name: getattr(module, name) for name in SETTINGS[kind]}
            if "bias" in settings:
                settings["bias"] = module.bias is not None
            parts = [[name, number(part)] for name, part in module._modules.items()]  # children() drops repeats
            entries.append({"kind": kind.__name__, "settings": settings, "parts": parts, "training": module.training})
            numbers[module] = len(entries) - 1
        return numbers[module]

    number(net)
    return entries


def build(entries: list[dict]) -> nn.Module:
    """The net of such a description. Layers draw their first weights, which are nobody's business here."""
    modules = []
    with torch.random.fork_rng(devices=[]):
        for entry in entries:
            module = KINDS[entry["kind"]](**entry["settings"])
            for name, number in entry["parts"]:
                module.add_module(name, modules[number])
            module.training = entry["training"]
            modules.append(module)
    return modules[-1]


# end solution


def save_model(net: nn.Module, path: str | Path) -> None:
    """Write architecture, values, modes and flags of `net` to the file `path`, or raise and write nothing."""
    # solution: describe the net, see that the description tells all, and write it with the values
    entries, state = describe(net), net.state_dict()
    if build(entries).state_dict().keys() != state.keys():
        raise ValueError("the net has parameters or buffers that its description does not tell of")
    frozen = [name for name, parameter in net.named_parameters() if not parameter.requires_grad]
    torch.save({"modules": entries, "state": state, "frozen": frozen}, path)
    # end solution


def load_model(path: str | Path) -> nn.Module:
    """Build the net that `save_model` wrote to `path`; nothing but kinds of the table is ever made."""
    # solution: read plain data, build what it describes, and fill it
    content = torch.load(path, map_location="cpu", weights_only=True)
    net = build(content["modules"])
    net.load_state_dict(content["state"], assign=True)
    for name in content["frozen"]:
        net.get_parameter(name).requires_grad_(False)
    return net
    # end solution


# solution:
# `assign=True` puts the tensors of the file in place of the first weights, so their dtype counts, not the default.
# An answer that looks kinds up with `getattr(nn, name)` lets the file choose among all of torch.nn; `eval` of a text
# lets it choose anything. A table is the whole difference.
# end solution

if __name__ == "__main__":
    import tempfile

    net = nn.Sequential(OrderedDict(hidden=nn.Linear(3, 4, bias=False), act=nn.Tanh(), drop=nn.Dropout(0.2))).eval()
    with tempfile.TemporaryDirectory() as folder:
        save_model(net, Path(folder) / "net.model")
        again = load_model(Path(folder) / "net.model")
    X = torch.rand(2, 3)
    print(again)
    print("same outputs:", torch.equal(again(X), net(X)))
