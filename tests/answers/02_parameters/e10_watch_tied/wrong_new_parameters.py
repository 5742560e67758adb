"""Puts new Parameters in the place of the old ones.

misconception: a_new_parameter_is_an_update
check: test_the_parameters_stay_the_same
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    for _ in range(steps):
        net.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        new = {p: torch.nn.Parameter(p.detach() - lr * p.grad) for p in net.parameters()}
        for module in net.modules():
            for key, p in list(module.named_parameters(recurse=False)):
                setattr(module, key, new[p])
    return log
