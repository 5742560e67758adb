"""Naming devices.

A `torch.device` is a name, not a thing. `torch.device("cuda", 3)` can be written down on a machine that has
no GPU at all; only using it raises. So there are two questions: what is the fourth GPU called, and is there
one? The first is a matter of spelling. The second depends on the machine that the program runs on, and the
answer has to be asked for each time: a number that was right when the file was imported may be wrong now.

    cpu()            the CPU
    gpu(i=0)         GPU number i, counted from 0, whether there is such a GPU or not
    num_gpus()       how many GPUs there are now, an int
    try_gpu(i=0)     `gpu(i)` if there is such a GPU, else `cpu()`
    try_all_gpus()   the list of all GPUs, in order; `[cpu()]` if there is none

All but `num_gpus` return `torch.device` objects, or a list of them. "GPU" means CUDA here, as everywhere in the
chapter. A worked example, on a machine without a GPU:

    >>> cpu(), gpu(), gpu(1)
    (device(type='cpu'), device(type='cuda', index=0), device(type='cuda', index=1))
    >>> num_gpus(), try_gpu(), try_gpu(10), try_all_gpus()
    (0, device(type='cpu'), device(type='cpu'), [device(type='cpu')])

What holds
- `cpu()` is equal to `torch.device("cpu")`, and `gpu(0)` to `torch.device("cuda:0")`, and so is the first entry
  of `try_all_gpus()` where there is a GPU. Try whether `torch.device("cuda")` is equal to that.
- There may be any number of GPUs. With two of them, `try_gpu(1)` is the second and `try_gpu(2)` is the CPU.
- A negative number names no GPU: `try_gpu(-1)` returns `cpu()`, or raises ValueError; do as you like. `gpu(-1)`
  is not asked.
- Each call asks anew, and `try_all_gpus` returns a list of its own at each call.
- GPU number 0 is number 0 also while another one is the current device, and the CPU is the CPU whatever the
  default device is.
- Asking is not using: nothing is put on any GPU, no random number is drawn, and the current and the default
  device stay as they are.

Ask yourself: the notes say that `torch.device("cuda")` is the GPU. Which GPU does `x.to("cuda")` mean, and who
may change that? And the book's `try_all_gpus` ends with `return [gpu(i) for i in range(num_gpus())]`, under a
docstring that promises "[cpu(),] if no GPU exists". What does it give on your laptop?

Read on: "Dive into Deep Learning", section 6.7.1; PyTorch documentation, "Tensor Attributes" (torch.device) and
"CUDA semantics".
"""

import torch

# solution:
# Notes and book take `torch.device("cuda")` for the first GPU. It means whichever is the current one, and is not
# equal to `torch.device("cuda:0")`; "gpu" is no device type at all. The book's `try_all_gpus` gives [] where there
# is no GPU: a loop over nothing makes nothing, whatever the docstring says.
# end solution


def cpu() -> torch.device:
    """The CPU."""
    # solution: name it
    return torch.device("cpu")
    # end solution


def gpu(i: int = 0) -> torch.device:
    """GPU number `i`, counted from 0, whether there is such a GPU or not."""
    # solution: name it, number included
    return torch.device("cuda", i)
    # end solution


def num_gpus() -> int:
    """How many GPUs there are now."""
    # solution: ask PyTorch
    return torch.cuda.device_count()
    # end solution


def try_gpu(i: int = 0) -> torch.device:
    """`gpu(i)` if there is such a GPU, else `cpu()`; for a negative `i` also ValueError."""
    # solution: choose between the two
    return gpu(i) if 0 <= i < num_gpus() else cpu()
    # end solution


def try_all_gpus() -> list[torch.device]:
    """A new list of all GPUs, in order, or `[cpu()]` if there is none."""
    # solution: collect them, and think of the machine that has none
    return [gpu(i) for i in range(num_gpus())] or [cpu()]
    # end solution


if __name__ == "__main__":
    print("names:", cpu(), gpu(), gpu(1))
    print("GPUs here:", num_gpus(), "- the first, if there is one:", try_gpu())
    print("all:", try_all_gpus())
    print("computed there:", torch.ones(2, device=try_gpu()) + 1)
