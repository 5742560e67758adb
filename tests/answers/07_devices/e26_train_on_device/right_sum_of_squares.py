"""Adds up squared errors over all entries, without their graphs, in a tensor on the device."""

import torch


def fit(net, batches, device, lr=0.1, epochs=1):
    net.train()
    net.to(torch.device(device))
    optimizer = torch.optim.SGD(list(net.parameters()), lr=lr, foreach=False)
    history = []
    entries = sum(y.numel() for _, y in batches)
    for _ in range(epochs):
        squares = []
        for X, y in batches:
            optimizer.zero_grad(set_to_none=False)
            errors = net(X.to(device)) - y.to(device)
            (errors**2).mean().backward()
            optimizer.step()
            squares.append(errors.detach().pow(2).sum())
        history.append((sum(squares) / entries).cpu().item())
    return history
