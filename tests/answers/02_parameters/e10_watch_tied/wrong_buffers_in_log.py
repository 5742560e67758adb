"""Takes the state, first names only, and has the buffers in the log as well.

misconception: a_log_of_all_names
check: test_an_entry_for_each_step
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        log.append(
            {name: (p.detach().clone(), p.grad.clone()) for name, p in net.named_parameters()}
            | {name: (b.clone(), torch.zeros_like(b)) for name, b in net.named_buffers()}
        )
        optimizer.step()
    return log
