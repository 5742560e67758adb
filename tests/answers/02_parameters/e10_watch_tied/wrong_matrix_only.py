"""The mean along each row, then the mean of the rows.

misconception: data_is_a_matrix
check: test_every_shape_and_dtype
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean(dim=1).mean().backward()
        log.append({name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
