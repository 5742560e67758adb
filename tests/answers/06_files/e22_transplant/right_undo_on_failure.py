"""Writes as it walks, and puts the old values back when something does not fit."""


def transplant(src_state, dst, rename):
    own = dst.state_dict()
    old = {name: value.clone() for name, value in own.items()}
    written = []
    try:
        for a, b in rename.items():
            move(src_state, own, a, b, written)
    except ValueError:
        for name in own:
            own[name].copy_(old[name])
        raise
    return sorted(written)


def move(src_state, own, a, b, written):
    missing = {name for name in own if name == b or name.startswith(b + ".")}
    count = 0
    for name, value in src_state.items():
        if name != a and not name.startswith(a + "."):
            continue
        new = b + name[len(a) :]
        if new not in own:
            raise ValueError(new)
        if own[new].shape != value.shape:
            raise ValueError(new)
        own[new].copy_(value.detach())
        missing.remove(new)
        written.append(new)
        count += 1
    if missing or not count:
        raise ValueError(f"{a}: {missing}")
