"""The net ends as it was at the best epoch.

misconception: any_update_will_do
check: test_the_net_is_trained
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
        start = {name: value.clone() for name, value in net.state_dict().items()}
        best = start
        for X, y in batches:
            X, y = X.to(device), y.to(device)
            optimizer.zero_grad()
            loss = F.mse_loss(net(X), y)
            loss.backward()
            optimizer.step()
            total = total + loss.detach() * len(X)
        if not losses or total / examples < min(losses):
            best = {name: value.clone() for name, value in net.state_dict().items()}
        losses.append((total / examples).item())
    if len(losses) > 1:
        net.load_state_dict(best)
    return losses
