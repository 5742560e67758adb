"""Finds the first names in the state by identity and writes the new values back with copy_."""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    for _ in range(steps):
        net.zero_grad()
        ((net(X) - y) ** 2).mean().backward()
        entry = {}
        with torch.no_grad():
            seen = set()
            for name, p in net.named_parameters(remove_duplicate=False):
                if p in seen:
                    continue
                seen.add(p)
                entry[name] = (p.clone(), p.grad.clone())
            for name, p in net.named_parameters():
                p.copy_(entry[name][0] - lr * entry[name][1])
        log.append(entry)
    return log
