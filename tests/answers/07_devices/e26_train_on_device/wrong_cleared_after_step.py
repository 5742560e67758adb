"""Cleared after each step, but not before the first.

misconception: a_net_comes_without_gradients
check: test_what_was_before_does_not_count
"""

import torch
from torch.nn import functional as F


def fit(net, batches, device, lr=0.1, epochs=1):
    net.to(device)
    net.train()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    examples = sum(len(X) for X, _ in batches)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for X, y in batches:
            X, y = X.to(device), y.to(device)
            loss = F.mse_loss(net(X), y)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            total = total + loss.detach() * len(X)
        losses.append((total / examples).item())
    return losses
