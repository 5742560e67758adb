"""Save tensors, and load them.

A result worth keeping has to leave the memory of the program: as a file that you can read tomorrow, on another
machine, without having to trust it. What belongs in such a file are the values. Not the history that autograd
keeps, not the GPU they once lay on, and not the memory around them. Write two functions:

    save_tensors(obj, path) -> None      writes the values in `obj` to the file `path`
    load_tensors(path) -> obj            reads them back

`obj` is a tensor, a number, a string, True, False or None, or a list, tuple or dict of such things, nested
fifty levels deep if need be (but never inside itself). Keys of a dict are strings and numbers.

>>> table = torch.arange(1000000).reshape(1000, 1000)
>>> save_tensors({"corner": table[:2, :3], "sizes": (2, 3), 7: [None, "seven"]}, "corner-file")
>>> load_tensors("corner-file")
{'corner': tensor([[   0,    1,    2],
        [1000, 1001, 1002]]), 'sizes': (2, 3), 7: [None, 'seven']}
>>> Path("corner-file").stat().st_size < 20000
True

The rules for what comes back:

- The same as was saved: every tensor with its shape, its dtype and its values, bit by bit; lists as lists,
  tuples as tuples, dicts with the same keys, all else by value and type. Tensors are dense ones, of any
  dtype from bool and int64 to bfloat16 and complex64, of any shape, 0-dim and empty ones too, and views of
  any kind: slices, transposes, expanded ones, real parts.
- Values only: nothing that was loaded requires grad. What you saved goes on doing so.
- The file is a picture of that moment: changes to `obj` after saving do not reach it, changes to what was
  loaded do not either, and each call of `load_tensors` gives new tensors. The file can be moved, and loaded by
  a program that knows nothing of this one.

The rules for the file:

- It takes as many bytes as the values of the tensors, and at most 20 kB more (for a handful of tensors), however
  large the tensor is that a view looks into. Not asked: the size of an expanded tensor, and whether tensors that
  shared memory still do when they are loaded; one that stands in two places may be written twice.
- `path` is a str, a `pathlib.Path`, or a file object that is open for binary writing or reading, such as
  `io.BytesIO`. A file has exactly the name that was given, and one that is there is replaced. A file object
  stays open; rewinding it is up to the caller.
- Tensors may be on GPUs. What is loaded is on the CPU, wherever it was and whatever GPUs there are now: more, fewer
  or none. What was saved stays on its device.
- A file from a stranger may hold an object whose loading runs code. Loading such a file raises, and runs
  nothing.

And for both: they work with gradients switched on or off, as often as you like, and leave the caller's things
alone: `obj` with all in it, the grad mode, the random state, the settings of torch (such as its default device).

To think about: what does it cost to save `[table, table[0]]` with each tensor on its own, and what is lost?

Read more: "Dive into Deep Learning", section 6.6.1 (Loading and Saving Tensors); PyTorch documentation, pages
torch.save, torch.load and "Serialization semantics".
"""

from pathlib import Path
from typing import Any, BinaryIO

import torch


def save_tensors(obj: Any, path: str | Path | BinaryIO) -> None:
    """Write the values in `obj` to `path`.

    Args:
        obj: tensors, numbers, strings, None, and lists, tuples and dicts of these; it is left as it is.
        path: the file to write, by name or open.
    """
    # TODO: write what is worth keeping, and nothing around it
    raise NotImplementedError("e19: write what is worth keeping, and nothing around it")


def load_tensors(path: str | Path | BinaryIO) -> Any:
    """Read a file that `save_tensors` wrote; all tensors come to the CPU.

    Raises:
        Exception: the file holds an object whose loading would run code.
    """
    # TODO: read the values, on any machine, without trust
    raise NotImplementedError("e19: read the values, on any machine, without trust")


if __name__ == "__main__":
    import tempfile

    table = torch.arange(1000000).reshape(1000, 1000)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "corner-file"
        save_tensors({"corner": table[:2, :3], "sizes": (2, 3), 7: [None, "seven"]}, file)
        print(file.stat().st_size, "bytes")
        print(load_tensors(file))
