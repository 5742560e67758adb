"""A step as a function of its own, with no_grad around the sum; one fetch for all, by `.cpu()`."""

import torch
from torch.nn import functional as F


def fit(net, batches, device, lr=0.1, epochs=1):
    def step(X, y):
        optimizer.zero_grad()
        loss = F.mse_loss(net(X), y, reduction="sum") / y.numel()
        loss.backward()
        optimizer.step()
        return loss.detach()

    net.to(device=device)
    net.train(True)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.0)
    means = []
    for _ in range(epochs):
        weighted = [step(*(part.to(device) for part in batch)) * batch[0].size(0) for batch in batches]
        means.append(torch.stack(weighted).sum() / sum(X.size(0) for X, _ in batches))
    return [float(mean) for mean in torch.stack(means).cpu()]
