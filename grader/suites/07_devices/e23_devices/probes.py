"""What is done with `cpu`, `gpu`, `num_gpus`, `try_gpu` and `try_all_gpus`."""

import torch

from grader.worker.probing import attempt, machine_with, recorded, used_on


def names(submission, indices):
    """cpu(), gpu(), gpu(i)"""
    seen = {"cpu": [submission.cpu() for _ in indices], "gpu": [submission.gpu(i) for i in indices]}
    return seen | {"by keyword": [submission.gpu(i=i) for i in indices], "default": submission.gpu()}


def count(submission, machines):
    """num_gpus()"""
    seen = []
    for gpus in machines:
        with machine_with(gpus):
            seen.append(submission.num_gpus())
    return seen


def ask(submission, cases):
    """try_gpu(), try_gpu(i)"""
    seen = {"default": [], "given": []}
    for gpus, i in cases:
        with machine_with(gpus):
            seen["default"].append(submission.try_gpu())
            seen["given"].append([submission.try_gpu(i), submission.try_gpu(i=i)])
    return seen


def ask_for_what_no_gpu_has(submission, cases):
    """try_gpu(-1)"""
    seen = []
    for gpus, i in cases:
        with machine_with(gpus):
            seen.append(attempt(submission.try_gpu, i))
    return seen


def ask_for_all(submission, machines):
    """try_all_gpus()"""
    seen = []
    for gpus in machines:
        with machine_with(gpus):
            seen.append(submission.try_all_gpus())
    return seen


def alter_the_list(submission, machines):
    """found = try_all_gpus(); found.append(None); try_all_gpus()"""
    seen = []
    for gpus in machines:
        with machine_with(gpus):
            first = submission.try_all_gpus()
            kept = list(first)
            second = submission.try_all_gpus()
            first.append(None)
            seen.append([kept, list(second), submission.try_all_gpus()])
    return seen


def here(submission, indices):
    """num_gpus(), try_gpu(), try_gpu(i), try_all_gpus()"""
    found = [submission.try_gpu(), *(submission.try_gpu(i) for i in indices)]
    return {"count": submission.num_gpus(), "found": found, "all": submission.try_all_gpus()}


def use(submission, x):
    """torch.ones(5, device=try_gpu()), [x.to(device) for device in try_all_gpus()]"""
    return {
        "made": attempt(used_on, torch.ones(x.shape, device=submission.try_gpu()), "cuda:0"),
        "all": [attempt(used_on, x.to(place), f"cuda:{i}") for i, place in enumerate(submission.try_all_gpus())],
    }


def elsewhere(submission, machines):
    """torch.cuda.set_device(k); torch.set_default_device(...); cpu(), gpu(), try_gpu(), try_all_gpus()"""
    seen = []
    for gpus, current, default in machines:
        with machine_with(gpus):
            torch.cuda.set_device(current)
            torch.set_default_device(default)
            try:
                found = [submission.cpu(), submission.gpu(), submission.try_gpu(), submission.try_gpu(gpus)]
                seen.append({"found": found, "all": submission.try_all_gpus()})
            finally:
                torch.set_default_device(None)
    return seen


def all_of_them(submission, gpus):
    submission.cpu(), submission.num_gpus(), submission.try_all_gpus()
    for i in reversed(range(gpus + 1)):
        submission.gpu(i), submission.try_gpu(i)


def memory_in_use(i):
    torch.cuda.reset_peak_memory_stats(i)
    return torch.cuda.max_memory_allocated(i)


def look_around(submission, machines, x, seed):
    """cpu(), gpu(i), num_gpus(), try_gpu(i), try_all_gpus(); then torch.rand(4), torch.ones(4), ..."""
    seen = []
    for gpus, current, default in machines:
        with machine_with(gpus):
            torch.cuda.set_device(current)
            torch.set_default_device(default)
            torch.manual_seed(seed)
            used = [memory_in_use(i) for i in range(gpus)]
            try:
                all_of_them(submission, gpus)
                taken = [torch.cuda.max_memory_allocated(i) - before for i, before in enumerate(used)]
                random = torch.rand(4, device="cpu")
                grad = recorded(x)
                made = [torch.ones(4), torch.ones(4, device="cuda")]
            finally:
                torch.set_default_device(None)
            devices = [tensor.device for tensor in made]
            seen.append({"taken": taken, "random": random, "made": devices, "grad": grad})
    return seen
