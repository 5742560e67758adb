"""A list instead of a dictionary, cloned tensors, the old file format, and the generator itself."""

import torch


def save_checkpoint(path, net, opt, epoch):
    values = [(name, value.detach().clone()) for name, value in net.state_dict().items()]
    parts = [epoch, values, opt.state_dict(), torch.default_generator.get_state()]
    with open(path, "wb") as file:
        torch.save(parts, file, _use_new_zipfile_serialization=False)


def load_checkpoint(path, net, opt):
    with open(path, "rb") as file:
        epoch, values, memory, random = torch.load(file, map_location=lambda storage, place: storage)
    torch.default_generator.set_state(random)
    opt.load_state_dict(memory)
    net.load_state_dict(dict(values))
    return epoch
