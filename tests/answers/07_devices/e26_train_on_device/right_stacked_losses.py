"""Keeps the detached losses of an epoch in a list and stacks them once."""

import torch


def fit(net, batches, device, lr=0.1, epochs=1):
    net = net.to(device).train()
    criterion = torch.nn.MSELoss()
    optimizer = torch.optim.SGD(net.parameters(), lr)
    means = []
    for epoch in range(epochs):
        losses, sizes = [], []
        for X, y in batches:
            loss = criterion(net(X.to(device)), y.to(device))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.detach())
            sizes.append(X.shape[0])
        losses = torch.stack(losses)
        weights = torch.tensor(sizes, dtype=losses.dtype, device=losses.device)
        means.append(float((losses * weights).sum() / weights.sum()))
    return means
