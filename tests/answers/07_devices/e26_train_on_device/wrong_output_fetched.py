"""The outputs of the net are kept for a report.

misconception: reading_is_free
check: test_values_are_fetched_once_an_epoch
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
            output = net(X)
            report = output.detach().cpu()
            loss = F.mse_loss(output, y) + 0 * report.sum().to(device)
            loss.backward()
            optimizer.step()
            total = total + loss.detach() * len(X)
        losses.append((total / examples).item())
    return losses
