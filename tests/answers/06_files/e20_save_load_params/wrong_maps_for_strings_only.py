"""A device is a string; so a map of the places with strings will do.

misconception: files_have_no_device
check: test_a_machine_with_fewer_gpus_can_load
"""

import torch


def save_params(net, path):
    torch.save(net.state_dict(), path)


def load_params(net, path, device="cpu"):
    where = {"cuda:0": device, "cuda:1": device, "cpu": device}
    net.load_state_dict(
        torch.load(
            path,
            map_location={k: str(v) for k, v in where.items()} if isinstance(device, str) else None,
            weights_only=True,
        )
    )
    return net.eval()
