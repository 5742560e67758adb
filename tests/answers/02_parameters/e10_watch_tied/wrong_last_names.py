"""A dict from parameter to name keeps the last name of a shared one.

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
        names = {p: name for name, p in net.named_parameters(remove_duplicate=False)}
        log.append({name: (p.detach().clone(), p.grad.clone()) for p, name in names.items()})
        optimizer.step()
    return log
