"""Numbers the optimizer's memory itself and puts it back parameter by parameter."""

import torch


def parameters(opt):
    return [parameter for group in opt.param_groups for parameter in group["params"]]


def save_checkpoint(path, net, opt, epoch):
    memory = [dict(opt.state.get(parameter, {})) for parameter in parameters(opt)]
    settings = [{k: v for k, v in group.items() if k != "params"} for group in opt.param_groups]
    counts = [len(group["params"]) for group in opt.param_groups]
    state = {"net": net.state_dict(), "memory": memory, "settings": settings, "counts": counts}
    torch.save(state | {"random": torch.get_rng_state(), "epoch": epoch}, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    if state["counts"] != [len(group["params"]) for group in opt.param_groups]:
        raise ValueError("the optimizer has other groups")
    net.load_state_dict(state["net"])
    opt.state.clear()
    for parameter, memory in zip(parameters(opt), state["memory"]):
        if memory:
            opt.state[parameter] = memory
    for group, settings in zip(opt.param_groups, state["settings"]):
        group.update(settings)
    torch.set_rng_state(state["random"])
    return state["epoch"]
