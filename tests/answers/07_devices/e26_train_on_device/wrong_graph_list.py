"""Losses are numbers, and can be kept.

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
        kept = []
        for X, y in batches:
            X, y = X.to(device), y.to(device)
            optimizer.zero_grad()
            loss = F.mse_loss(net(X), y)
            loss.backward()
            optimizer.step()
            kept.append(loss * len(X))
        losses.append((torch.stack(kept).sum() / examples).item())
    return losses
