"""An optimiser can be made at any time.

misconception: order_is_free
check: test_new_parameters_are_trained
"""

import torch
from torch.nn import functional as F


def fit(net, batches, device, lr=0.1, epochs=1):
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    net.to(device)
    net.train()
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
            total = total + loss.detach() * len(X)
        losses.append((total / examples).item())
    return losses
