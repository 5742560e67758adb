"""Logs what the state holds, entry by entry.

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
        log.append({name: (v.clone(), net.get_parameter(name).grad.clone()) for name, v in net.state_dict().items()})
        optimizer.step()
    return log
