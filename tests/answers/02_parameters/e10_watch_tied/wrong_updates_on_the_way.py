"""Each parameter makes its step as soon as its gradient is known.

misconception: a_gradient_may_be_edited
check: test_the_first_entry_is_the_start
"""

import torch
from torch.nn import functional as F


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    for _ in range(steps):
        entry = {}
        for name, p in reversed(list(net.named_parameters())):
            (gradient,) = torch.autograd.grad(F.mse_loss(net(X), y), p)
            entry[name] = (p.detach().clone(), gradient)
            with torch.no_grad():
                p -= lr * gradient
        log.append(entry)
    return log
