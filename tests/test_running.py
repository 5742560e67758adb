"""The command `run`: scripts on simulated GPUs, in every other respect as Python runs them."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.catalog import ROOT

SCRIPTS = ROOT / "tests" / "scripts"
COUNT = "import torch\nprint(torch.cuda.device_count())\n"


def start(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def ended(process: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return ended(start("-m", "grader", "run", *arguments))


def python(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return ended(start(*arguments))


def script(folder: Path, source: str) -> Path:
    path = folder / "script.py"
    path.write_text(source)
    return path


def outcome(done: subprocess.CompletedProcess[str]) -> tuple[int, str, str]:
    return done.returncode, done.stdout, done.stderr


# -- the notes

# What the notes print below each cell, from a machine with one GPU; the weights of the network are random.
NOTES = """\
In [103]:
True
In [104]:
(device(type='cpu'),
 device(type='cuda', index=0),
 device(type='cuda', index=1))
In [105]:
1
In [106]:
device(type='cpu')
In [107]:
tensor([1, 2, 3], device='cuda:0')
In [108]:
device(type='cuda', index=0)
In [109]:
tensor([1, 2, 3], device='cuda:0')
In [110]:
Sequential(
  (0): LazyLinear(in_features=0, out_features=1, bias=True)
)
In [111]:
tensor([[0.9156],
        [0.9156]], device='cuda:0', grad_fn=<AddmmBackward0>)
In [112]:
device(type='cuda', index=0)
"""


def with_numbers_of_the_notes(printed: str) -> str:
    """Put the number of the notes for the random one, which both rows of cell 111 must share."""
    return re.sub(r"\[\[(-?\d+\.\d{4})\],\n( +)\[\1\]\]", r"[[0.9156],\n\2[0.9156]]", printed)


@pytest.mark.parametrize("gpus", [1, 2])
def test_the_cells_of_the_notes_print_what_the_notes_show(gpus):
    """Cells 103 to 112 print what the notes show; cell 105 counts the GPUs, of which the notes had one."""
    done = run(SCRIPTS / "notes_6_7.py", "--gpus", str(gpus))

    assert done.stderr == ""
    assert with_numbers_of_the_notes(done.stdout) == NOTES.replace("In [105]:\n1", f"In [105]:\n{gpus}")


def test_without_a_gpu_the_cells_end_as_on_a_machine_without_one():
    """With no GPU, `.cuda()` raises and what asks first falls back to the CPU, cell by cell."""
    done = run("--gpus", "0", SCRIPTS / "notes_6_7.py")
    cells = dict(re.findall(r"In \[(\d+)\]:\n(.*?)(?=In \[|\Z)", with_numbers_of_the_notes(done.stdout), re.DOTALL))

    assert {number: text.strip() for number, text in cells.items()} == {
        "103": "False",
        "104": "(device(type='cpu'),\n device(type='cuda', index=0),\n device(type='cuda', index=1))",
        "105": "0",
        "106": "device(type='cpu')",
        "107": "RuntimeError: No CUDA GPUs are available",
        "108": "device(type='cpu')",
        "109": "tensor([1, 2, 3])",
        "110": "RuntimeError: No CUDA GPUs are available",
        "111": "tensor([[0.9156],\n        [0.9156]], grad_fn=<AddmmBackward0>)",
        "112": "device(type='cpu')",
    }


@pytest.mark.parametrize(
    ("gpus", "printed"),
    [
        (0, ["cpu cpu cpu", "cpu", "cpu cpu"]),
        (1, ["cuda:0 cpu cpu", "cuda:0", "cpu cpu"]),
        (2, ["cuda:0 cuda:1 cpu", "cuda:0 cuda:1", "cuda:1 cuda:1"]),
    ],
)
def test_what_asks_for_a_gpu_gets_one_that_exists(gpus, printed):
    """The book's `try_gpu` and `try_all_gpus` name the GPUs there are, else the CPU."""
    assert run(SCRIPTS / "try_gpu.py", f"--gpus={gpus}").stdout.splitlines() == printed


# -- the command line


@pytest.mark.parametrize(
    ("arguments", "seen"),
    [
        (["--gpus", "5", "script.py", "--gpus", "7"], "5 ['--gpus', '7']"),
        (["script.py", "--gpus=16", "-h", "--", "x"], "16 ['-h', '--', 'x']"),
        (["script.py", "--epochs", "3", "--gpus=1"], "2 ['--epochs', '3', '--gpus=1']"),
    ],
)
def test_gpus_stands_before_the_file_or_right_behind_it(tmp_path, arguments, seen):
    """--gpus is ours before FILE or right behind it; all that follows is the script's."""
    script(tmp_path, "import sys, torch\nprint(torch.cuda.device_count(), sys.argv[1:])\n")

    done = run(*(tmp_path / one if one == "script.py" else one for one in arguments))

    assert outcome(done) == (0, f"{seen}\n", "")


def no_python(folder: Path) -> dict[str, Path]:
    files = {"a notebook.ipynb": b'{"cells": []}', "text.txt": b"Dear reader\n", "bytes": b"\x7fELF\x00\x01\xff"}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in (*files, "missing.py", ".")}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing.py", "does not exist"),
        (".", "is a directory"),
        ("text.txt", "text.txt cannot be read as Python:\n  File"),
        ("bytes", "bytes cannot be read as Python"),
        ("a notebook.ipynb", "jupyter nbconvert --to script"),
    ],
)
def test_what_is_no_script_is_a_wrong_command(tmp_path, name, words):
    """A missing file, a folder and a file without Python in it are said in a few lines (exit 2)."""
    done = run(no_python(tmp_path)[name])

    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr and name in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("gpus", ["-1", "17", "two"])
def test_an_odd_number_of_gpus_is_a_wrong_command(tmp_path, gpus):
    """--gpus takes 0 to 16; for anything else nothing is run (exit 2)."""
    done = run(script(tmp_path, "print('ran')"), "--gpus", gpus)

    assert (done.returncode, done.stdout) == (2, "")
    assert "--gpus" in done.stderr


# -- as Python would

IDENTITY = """
import pickle, sys

class Point:
    pass

def typed(x: Point):
    pass

main = sys.modules["__main__"]
assert typed.__annotations__ == {"x": Point}
assert main.__dict__ is globals() and type(pickle.loads(pickle.dumps(Point()))) is Point
print(__name__, __file__, __doc__, __package__, __spec__, type(__loader__), sys.path[0], sys.argv)
print(sorted(name for name in globals() if not name.startswith("__")))
import neighbour
"""


def test_a_script_meets_what_python_would_give_it(tmp_path, monkeypatch):
    """Names, arguments, neighbours and pickles are the main program's, through a relative path and a link too."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "neighbour.py").write_text("print('neighbour')\n")
    script(tmp_path / "real", IDENTITY)
    (tmp_path / "link.py").symlink_to("real/script.py")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))

    path = "./real/../link.py"
    plain = ended(start(path, "a", "--b", "", cwd=tmp_path))
    ours = ended(start("-m", "grader", "run", path, "--gpus", "1", "a", "--b", "", cwd=tmp_path))

    assert plain.returncode == 0, plain.stderr
    assert outcome(ours) == outcome(plain)


ENDINGS = {
    "the last line": "print('done')",
    "exit 7": "import sys; sys.exit(7)",
    "exit with a text": "import sys; sys.exit('why')",
    "an exception": "print('out')\ndef f():\n    raise ValueError('v')\nf()",
    "a cause": "try:\n    1 / 0\nexcept Exception as e:\n    e.add_note('note')\n    raise KeyError(1) from e",
    "a group": "try:\n    1 / 0\nexcept Exception as e:\n    raise ExceptionGroup('g', [e, ValueError(2)])",
    "end of input": "raise EOFError",
    "errors of our command line": "import click; raise click.UsageError('u')",
    "its own hook": "import sys\nsys.excepthook = lambda *a: print('hook', a[1], a[2].tb_next)\n1 / 0",
    "a hook that fails": "import sys\ndef hook(*a):\n    raise OSError('h')\nsys.excepthook = hook\n1 / 0",
    "a closed output": "import sys\nsys.stdout.close()\n1 / 0",
    "a thread": "import threading\nt = threading.Thread(target=lambda: 1 / 0, name='T')\nt.start()\nt.join()",
    "no class of ours": "class Odd(Exception):\n    def __str__(self):\n        raise OSError\nraise Odd",
}

# Each error has gone through modes or patches of the simulator; a thread tells of it and the next one can come.
TORCH = """
import threading, torch
from torch import nn
from torch.nn import functional as F

class Own(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, upstream):
        raise ValueError("mine")

def operator():
    torch.ones(2, 3) @ torch.ones(2, 3)

def layer():
    nn.Sequential(nn.Linear(2, 3), nn.Linear(2, 3))(torch.ones(4, 2))

def loss():
    F.cross_entropy(torch.ones(2, 3), torch.ones(1, 1, 1, 1))

def factory():
    torch.zeros(-1)

def backward():
    Own.apply(torch.ones(2, requires_grad=True)).sum().backward()

def chained():
    try:
        operator()
    except RuntimeError as error:
        raise KeyError(1) from error

def together():
    try:
        layer()
    except RuntimeError as error:
        grouped = error
    raise ExceptionGroup("two", [grouped])

for work in (operator, layer, loss, factory, backward, chained, together):
    thread = threading.Thread(target=work, name=work.__name__)
    thread.start()
    thread.join()
"""


@pytest.mark.parametrize("source", ENDINGS.values(), ids=list(ENDINGS))
def test_a_script_ends_as_it_would_by_itself(tmp_path, source):
    """Exit code, output and traceback are Python's own, to the letter."""
    path = script(tmp_path, source)

    assert outcome(run(path)) == outcome(python(path))


def test_output_stands_before_the_traceback(tmp_path, monkeypatch):
    """Where both go to one place, what was printed comes first, as with Python."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    path = script(tmp_path, "print('first')\n1 / 0\n")
    commands = [[sys.executable, *ours, str(path)] for ours in ((), ("-m", "grader", "run"))]
    plain, ours = (
        subprocess.run(one, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for one in commands
    )

    assert plain.stdout.startswith("first\nTraceback")
    assert ours.stdout == plain.stdout


def test_tracebacks_through_torch_are_as_without_a_simulator(tmp_path):
    """An error of torch is told with the script's frames and torch's, as where nothing is simulated."""
    path = script(tmp_path, TORCH)
    plain = python(path)

    assert plain.stderr.count("Traceback") == 9
    assert outcome(run(path)) == outcome(plain)


def test_an_error_of_the_devices_is_told_by_the_scripts_own_lines(tmp_path):
    """Tensors on two devices end in the error of a GPU, below the line that mixed them and nothing of ours."""
    path = script(tmp_path, "import torch\n\nx = torch.ones(2, device='cuda')\nx + torch.ones(2)\n")

    done = run(path)

    lines = [line for line in done.stderr.splitlines() if set(line) - set(" ~^")]
    assert done.returncode == 1
    assert lines[:3] == [
        "Traceback (most recent call last):", f'  File "{path}", line 4, in <module>', "    x + torch.ones(2)",
    ]  # fmt: skip
    assert lines[3].startswith("RuntimeError: Expected all tensors to be on the same device")
    assert len(lines) == 4


def test_devices_last_as_long_as_the_process(tmp_path):
    """Threads and what is called at the exit see the devices too, and nothing is said at the end."""
    path = script(
        tmp_path,
        "import atexit, threading, torch\n"
        "kept = torch.ones(2, device='cuda:1')\n"
        "def tell():\n    print((kept + 1).device)\n"
        "atexit.register(tell)\n"
        "threading.Timer(0.2, tell).start()\n",
    )

    assert outcome(run(path)) == (0, "cuda:1\ncuda:1\n", "")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_a_script_can_be_interrupted(tmp_path, number, code):
    """Ctrl-C ends with 130, below the script's own line; other signals end a script as they end any."""
    ready = tmp_path / "ready"
    path = script(tmp_path, f"import time\nprint('kept')\nopen({str(ready)!r}, 'x').close(); time.sleep(60)\n")
    process = start("-m", "grader", "run", path)
    while not ready.exists():
        assert process.poll() is None, ended(process)
        time.sleep(0.05)
    process.send_signal(number)
    done = ended(process)

    assert done.returncode == code
    if number == signal.SIGINT:
        assert done.stdout == "kept\n"
        assert [line for line in done.stderr.splitlines() if "File" in line] == [
            f'  File "{path}", line 3, in <module>'
        ]
        assert done.stderr.endswith("KeyboardInterrupt\n")
