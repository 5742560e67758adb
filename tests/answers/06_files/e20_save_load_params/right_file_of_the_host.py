"""The file always holds tensors of the CPU; they go to the device after they were read."""

import torch


def save_params(net, path):
    torch.save({"format": 1, "model": {k: v.detach().cpu() for k, v in net.state_dict().items()}}, str(path))


def load_params(net, path, device="cpu"):
    file = torch.load(path, map_location="cpu")
    net.load_state_dict({k: v.to(device) for k, v in file["model"].items()})
    return net.train(False)
