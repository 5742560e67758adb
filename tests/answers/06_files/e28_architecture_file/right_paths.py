"""Unusual: the description is one flat dict from the path of a part to what it is; no recursion anywhere."""

import torch
from torch import nn

PLAIN = {
    nn.Sequential: lambda m: {},
    nn.Tanh: lambda m: {},
    nn.ReLU: lambda m: dict(inplace=m.inplace),
    nn.Dropout: lambda m: dict(p=m.p, inplace=m.inplace),
    nn.Flatten: lambda m: dict(start_dim=m.start_dim, end_dim=m.end_dim),
    nn.Linear: lambda m: dict(in_features=m.in_features, out_features=m.out_features, bias=m.bias is not None),
    nn.BatchNorm1d: lambda m: {k: getattr(m, k) for k in m.__constants__} | {"num_features": m.num_features},
}
NAMES = {f"torch.nn.{kind.__name__}": kind for kind in PLAIN}


def made(where):
    state = torch.random.get_rng_state()
    first, net = {}, None
    for path, (kind, said, training, same) in where.items():
        module = first[same] if same in first else NAMES[kind](**said)
        first.setdefault(path, module)
        module.training = training
        if path:
            above, _, name = path.rpartition(".")
            net.get_submodule(above)._modules[name] = module
        else:
            net = module
    torch.random.set_rng_state(state)
    return net


def save_model(net, path):
    where, known = {}, {}
    for name, module in net.named_modules(remove_duplicate=False):
        if type(module) not in PLAIN:
            raise TypeError(type(module))
        known.setdefault(id(module), name)
        where[name] = (
            f"torch.nn.{type(module).__name__}",
            PLAIN[type(module)](module),
            module.training,
            known[id(module)],
        )
    made(where).load_state_dict(net.state_dict())
    trained = [name for name, p in net.named_parameters() if p.requires_grad]
    with open(path, "wb") as file:
        torch.save([where, dict(net.state_dict()), trained], file)


def load_model(path):
    with open(path, "rb") as file:
        where, values, trained = torch.load(file, weights_only=True)
    net = made(where)
    for name, value in values.items():
        above, _, last = name.rpartition(".")
        owner = net.get_submodule(above)
        if last in owner._buffers:
            owner._buffers[last] = value
        else:
            owner._parameters[last] = nn.Parameter(value.detach())
    for name, parameter in net.named_parameters():
        parameter.requires_grad = name in trained
    return net
