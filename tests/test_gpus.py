"""Real GPUs: how they are looked for, by whom, and what is said where there is none."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest
import torch

from grader.errors import GpuMissing
from grader.judge import gpus
from grader.judge.isolation import decide, prove
from grader.judge.launch import ExecLauncher, ForkLauncher
from grader.judge.scratch import Scratch
from grader.judge.stage import NO_GPUS
from grader.limits import Limits
from grader.template import ROOT, Template
from grader.worker.devices import cuda_has_begun

REAL = torch.cuda.is_available()
SECRET = ROOT / "README.md"
# Stands for the driver: what it answers decides whether a fork could still use a GPU.
DRIVER = "int cuDeviceGetCount(int *count) { *count = 1; return %d; }"


@pytest.fixture(scope="module")
def launcher(temporary_folder):
    template = Template()
    launcher = ForkLauncher(template.admit(), template.trouble)
    yield launcher
    launcher.close()
    template.close()


@pytest.fixture
def room(temporary_folder):
    room = Scratch()
    yield room
    room.remove()


@pytest.fixture
def isolation():
    return decide(own_tree=True, allow_unconfined=False, secrets=(ROOT / "grader" / "suites",))


def test_a_gpu_that_must_be_there_is_there_or_missed(launcher, room, isolation):
    """Whoever insists on a GPU gets its name and number, or an error that says why there is none."""

    def found():
        return gpus.gpus_for("cuda", lambda: launcher, room, isolation, Limits())

    if REAL:
        assert (found().count, found().name) == (torch.cuda.device_count(), torch.cuda.get_device_name(0))
    else:
        with pytest.raises(GpuMissing, match="No GPU can be used here: .*Nothing was graded") as missed:
            found()
        assert missed.value.exit_code == 3


def test_simulated_asks_nobody(room, isolation):
    """Who wants simulated GPUs starts no worker to look for real ones."""

    def nobody():
        raise AssertionError("a worker was asked")

    assert gpus.gpus_for("simulated", nobody, room, isolation, Limits()) == NO_GPUS


@pytest.mark.parametrize("how", ["forked", "a process of its own"])
def test_a_worker_that_may_use_gpus_tells_which_it_can(launcher, room, isolation, how):
    """The worker that looks is confined like one that judges; where it finds none, it says so and nothing fails."""
    starts = launcher if how == "forked" else ExecLauncher()
    found, trouble = gpus._found(starts, room, isolation, Limits())

    assert (found.count, trouble) == ((torch.cuda.device_count(), None) if REAL else (0, "CUDA finds none"))


def test_what_cannot_work_is_told_without_asking(monkeypatch):
    """Without a driver's files, or with a torch that was built without CUDA, no worker has to look."""
    monkeypatch.setattr(gpus, "gpu_files", lambda: gpus_files())
    assert gpus._out_of_reach() == gpus.NO_DRIVER
    monkeypatch.setattr(gpus, "gpu_files", lambda: gpus_files("/dev/nvidiactl"))
    monkeypatch.setattr(torch.version, "cuda", None)
    assert "is built without CUDA" in (gpus._out_of_reach() or "")
    monkeypatch.setattr(torch.version, "cuda", "13.0")
    assert gpus._out_of_reach() is None


def gpus_files(*devices: str):
    from grader.worker.confinement import GpuFiles

    return GpuFiles(devices=devices, readable=())


def test_a_canary_beside_a_gpu_is_held_as_well(launcher, room, isolation):
    """A worker that may use GPUs passes the same proof of its confinement as one that may not."""
    assert isolation.level == "confined"
    prove(launcher, room, isolation, SECRET, Limits(), device="cuda")


def test_neither_this_process_nor_a_template_has_begun_with_cuda():
    """Without the driver's library there is nothing that could have been initialised."""
    assert REAL or cuda_has_begun() is False


@pytest.mark.parametrize(("answer", "begun"), [(3, False), (0, True)], ids=["not initialised", "initialised"])
def test_the_driver_is_asked_whether_cuda_has_begun(tmp_path, answer, begun):
    """Where the driver's library is loaded, its own answer counts: error 3 means that nothing has begun."""
    source, library = tmp_path / "driver.c", tmp_path / "libcuda.so.1"
    source.write_text(DRIVER % answer)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", str(library), str(source)], check=True)
    code = f"""
        import ctypes
        ctypes.CDLL({str(library)!r})
        from grader.worker.devices import cuda_has_begun
        print(cuda_has_begun())
    """
    environment = {"PYTHONPATH": str(ROOT), "LD_LIBRARY_PATH": str(tmp_path), "PATH": "/usr/bin:/bin"}
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], env=environment, capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == str(begun)


def test_a_template_hears_which_gpus_are_meant(monkeypatch):
    """The template inherits which GPUs to use; everything else of the environment stays out of it."""
    from grader.template import environment

    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    monkeypatch.setenv("A_SECRET", "x")
    given = environment()

    assert given["CUDA_VISIBLE_DEVICES"] == "1" and "A_SECRET" not in given
