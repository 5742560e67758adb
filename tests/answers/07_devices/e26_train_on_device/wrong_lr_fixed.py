"""The learning rate is 0.1.

misconception: any_update_will_do
check: test_the_net_is_trained
"""

import torch
from torch.nn import functional as F


def fit(net, batches, device, lr=0.1, epochs=1):
    net.to(device)
    net.train()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
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
