"""The net gets one example at a time.

misconception: data_is_a_matrix
check: test_every_shape_and_dtype
"""

import torch
from torch.nn import functional as F


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    for _ in range(steps):
        net.zero_grad()
        loss = torch.stack([F.mse_loss(net(x), t) for x, t in zip(X, y)]).mean()
        loss.backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        with torch.no_grad():
            for p in net.parameters():
                p -= lr * p.grad
    return log
