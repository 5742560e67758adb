"""Losses are numbers, and can be added.

misconception: a_loss_is_a_number
check: test_graphs_are_free_to_go
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
            optimizer.zero_grad()
            loss = F.mse_loss(net(X), y)
            loss.backward()
            optimizer.step()
            total = total + loss * len(X)
        losses.append((total / examples).item())
    return losses
