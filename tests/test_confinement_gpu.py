"""Confinement of workers that use a real GPU: what its driver needs is open to them, and nothing else more.

No GPU is needed: other files stand for the driver's, and each act is tried in a real child, as in
`test_confinement`.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Iterator

import pytest

from grader.worker.confinement import GpuFiles, gpu, gpu_files, seccomp
from test_confinement import (
    CHANGES,
    KILLS,
    NOBODY,
    PROCESSES,
    READS,
    WRITES_ELSEWHERE,
    Ground,
    Template,
    is_root,
    needs_confinement,
)

pytestmark = needs_confinement

DEVICE, ANOTHER_DEVICE = "/dev/full", "/dev/tty"
TO_READ = "/etc/passwd"


@pytest.fixture(scope="module")
def template() -> Iterator[Template]:
    template = Template(NOBODY if is_root else os.getuid())
    yield template
    template.close()


@pytest.fixture
def ground(template) -> Iterator[Ground]:
    ground = Ground(template.uid)
    yield ground
    shutil.rmtree(ground.path)


def with_gpu(ground: Ground) -> object:
    return dataclasses.replace(ground.policy, gpu=GpuFiles(devices=(DEVICE,), readable=(TO_READ,)))


NEEDED = {
    "ask_for_the_block_size": ("/usr/lib",),
    "make_memory_a_file": (),
    "name_a_thread": ("kernels",),
    "open_to_write": (DEVICE,),
    "read_first_byte": (TO_READ,),
}


@pytest.mark.parametrize(("act", "arguments"), NEEDED.items(), ids=list(NEEDED))
def test_what_a_gpu_needs_is_open_where_there_is_one(template, ground, act, arguments):
    """Commands to the driver, its files, memory files and thread names: allowed with a GPU, refused without."""
    allowed = template.run(act, *arguments, policy=with_gpu(ground))
    refused = template.run(act, *arguments, policy=ground.policy)

    assert allowed.done, allowed
    assert refused.refused, refused


@pytest.mark.parametrize("act", [*READS, *CHANGES])
def test_a_gpu_opens_no_other_file(template, ground, act):
    """Beside a GPU, what was not granted is neither read nor changed."""
    before = ground.outside()
    outcome = template.run(act, ground.path, policy=with_gpu(ground))

    assert outcome.refused, outcome
    assert ground.outside() == before


@pytest.mark.parametrize("act", PROCESSES)
def test_a_gpu_lets_no_process_start(template, ground, act):
    """Beside a GPU, a worker is one process still."""
    assert template.run(act, ground.path, policy=with_gpu(ground)).refused


@pytest.mark.parametrize("act", KILLS)
def test_a_gpu_lets_nobody_be_signalled(template, ground, act):
    """Beside a GPU, no other process can be stopped, killed or traced."""
    victim = template.start("wait_for_ever", level="nothing")
    outcome = template.run(act, victim, policy=with_gpu(ground))
    alive = os.path.exists(f"/proc/{victim}/task")
    os.kill(victim, 9)

    assert (alive and not outcome.done) or outcome.value is None


@pytest.mark.parametrize("act", WRITES_ELSEWHERE)
def test_a_gpu_opens_no_shared_place(template, ground, act):
    """Beside a GPU, nothing is written where others read."""
    assert template.run(act, ground.path, policy=with_gpu(ground)).refused


def test_other_devices_stay_closed(template, ground):
    """The GPU's device files are granted one by one."""
    assert template.run("open_to_write", "/dev/zero", policy=with_gpu(ground)).refused


def test_the_drivers_files_are_found(tmp_path, monkeypatch):
    """The device files and the places that CUDA asks are those that exist, the search path's folders among them."""
    for name in ("nvidiactl", "nvidia0", "nvidia1", "nvidia-uvm", "nvidiax", "null"):
        (tmp_path / name).touch()
    monkeypatch.setattr(gpu, "DEVICE_FILES", tuple(p.replace("/dev", str(tmp_path)) for p in gpu.DEVICE_FILES))
    monkeypatch.setattr(gpu, "ASKED", (str(tmp_path / "nvidia-uvm"), str(tmp_path / "absent")))
    monkeypatch.setenv("LD_LIBRARY_PATH", f"{tmp_path}::relative:/no/such/folder")
    found = gpu_files()

    assert {os.path.basename(path) for path in found.devices} == {"nvidiactl", "nvidia0", "nvidia1", "nvidia-uvm"}
    assert found.readable == (str(tmp_path / "nvidia-uvm"), str(tmp_path))


def test_the_filter_with_a_gpu_differs_in_two_places():
    """A GPU takes one call off the list and adds the driver's commands; both filters stay small."""
    plain, with_one = seccomp.program(1, 7), seccomp.program(1, 7, gpu=True)

    assert plain != with_one
    assert len(with_one) // 8 < 300
