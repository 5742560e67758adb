"""Makes a matrix of whatever comes, since the mean does not mind."""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    X, y = X.reshape(-1, X.shape[-1]), y.reshape(-1, y.shape[-1])
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
