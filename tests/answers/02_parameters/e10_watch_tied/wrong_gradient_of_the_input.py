"""X is to have a gradient while there is training, so that all of the graph is there.

misconception: surroundings_are_mine
check: test_surroundings_stay
"""

import torch
from torch.nn import functional as F


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    X.requires_grad_(True)
    for _ in range(steps):
        net.zero_grad()
        loss = F.mse_loss(net(X), y)
        loss.backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        with torch.no_grad():
            for p in net.parameters():
                p -= lr * p.grad
    X.requires_grad_(False)
    return log
