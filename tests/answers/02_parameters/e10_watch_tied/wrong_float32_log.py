"""float32 is enough for a log.

misconception: everything_is_float32
check: test_the_first_entry_is_the_start
"""

import torch
from torch.nn import functional as F


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    for _ in range(steps):
        net.zero_grad()
        loss = F.mse_loss(net(X), y)
        loss.backward()
        log.append({name: (p.detach().clone().float(), p.grad.clone().float()) for name, p in net.named_parameters()})
        with torch.no_grad():
            for p in net.parameters():
                p -= lr * p.grad
    return log
