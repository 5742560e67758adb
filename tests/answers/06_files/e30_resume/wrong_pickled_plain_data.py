"""Thought: dicts and tensors are no classes of ours, so pickle does it.

misconception: save_the_objects
check: test_code_in_a_file_does_not_run
"""

import pickle

import torch


def save_checkpoint(path, net, opt, epoch):
    content = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    with open(path, "wb") as file:
        pickle.dump(content, file)


def load_checkpoint(path, net, opt):
    with open(path, "rb") as file:
        content = pickle.load(file)
    net.load_state_dict(content["net"])
    opt.load_state_dict(content["opt"])
    torch.set_rng_state(content["random"])
    return content["epoch"]
