"""Unusual: the dry run happens in a thread, with a grad mode of its own; what it raises is carried over."""

import threading

import torch
from torch.nn.parameter import is_lazy


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if is_lazy(tensor)]


def apply_init(net, inputs, init=None):
    trouble = []

    def dry_run():
        with torch.no_grad():
            try:
                net(*inputs)
            except BaseException as error:
                trouble.append(error)

    modes = dict.fromkeys(net.modules())
    for module in modes:
        modes[module], module.training = module.training, False
    thread = threading.Thread(target=dry_run)
    thread.start()
    thread.join()
    for module, training in modes.items():
        module.training = training
    if trouble:
        raise trouble[0]
    return net if init is None else net.apply(init)
