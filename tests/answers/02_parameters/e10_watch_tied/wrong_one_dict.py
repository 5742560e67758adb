"""The entry is made once and filled anew at each step.

misconception: one_dict_for_all_steps
check: test_the_first_entry_is_the_start
"""

import torch
from torch.nn import functional as F


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    entry = {}
    for _ in range(steps):
        net.zero_grad()
        loss = F.mse_loss(net(X), y)
        loss.backward()
        entry.update({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        log.append(entry)
        with torch.no_grad():
            for p in net.parameters():
                p -= lr * p.grad
    return log
