"""Goes through numpy, where there are no graphs; but there is shared memory.

misconception: logging_copies
check: test_the_first_entry_is_the_start
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (torch.from_numpy(p.detach().numpy()), p.grad.clone()) for name, p in net.named_parameters()})
        optimizer.step()
    return log
