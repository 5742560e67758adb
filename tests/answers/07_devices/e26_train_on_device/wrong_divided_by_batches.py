"""Weighted with the size, divided by the number of batches.

misconception: sum_is_mean
check: test_losses_of_the_epochs
"""

import torch
from torch.nn import functional as F


def fit(net, batches, device, lr=0.1, epochs=1):
    net.to(device)
    net.train()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for X, y in batches:
            X, y = X.to(device), y.to(device)
            optimizer.zero_grad()
            loss = F.mse_loss(net(X), y)
            loss.backward()
            optimizer.step()
            total = total + loss.detach() * len(X)
        losses.append((total / len(batches)).item())
    return losses
