"""Confinement of workers: each attack is tried in a real child, confined and not, as root and as anybody.

The attacks are functions in ``tests/confinement``. What must hold is asserted from outside where that can be.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import hashlib
import json
import os
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.worker import confinement
from grader.worker.confinement import landlock, limits, readable, seccomp, syscalls
from tests.confinement.acts import SECRET

ROOT = Path(confinement.__file__).resolve().parents[3]
NOBODY = 65534
STRANGER = 54321
OWN_PID = 4711
MIB = 1 << 20
READABLE = confinement.default_readable()

can_confine = {"seccomp"} < {*confinement.mechanisms()} and landlock.abi() > 0
needs_confinement = pytest.mark.skipif(not can_confine, reason="this machine has no Landlock or no seccomp")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux confines")
is_root = hasattr(os, "geteuid") and os.geteuid() == 0
needs_root = pytest.mark.skipif(not is_root, reason="only root becomes another")

READS = (
    "read_by_name",
    "read_by_relative_name",
    "read_from_inside",
    "read_through_own_root",
    "read_through_parents_root",
    "read_by_planted_symbolic_link",
    "read_by_own_symbolic_link",
    "read_by_hard_link",
    "read_after_moving_it_here",
    "read_by_reopening_a_handle",
    "read_from_a_directory_handle",
    "read_by_import",
    "list_names",
)
CHANGES = (
    "overwrite",
    "append",
    "create",
    "truncate",
    "truncate_what_is_readable",
    "truncate_by_opening_to_read",
    "truncate_by_opening_to_do_nothing",
    "truncate_by_the_old_open",
    "truncate_by_openat2",
    "remove",
    "remove_tree",
    "rename",
    "replace_by_own_file",
    "make_directory",
    "make_symbolic_link",
    "make_named_pipe",
    "change_mode",
    "change_mode_of_an_open_file",
    "change_times",
    "change_owner",
    "change_attributes",
    "change_flags",
)
WRITES_ELSEWHERE = (
    "write_to_shared_memory",
    "write_to_the_temporary_directory",
    "offer_oneself_to_the_memory_killer",
)
TRAPS = ("plant_symbolic_link", "plant_named_pipe", "plant_device", "plant_hard_link")
PROCESSES = (
    "fork",
    "clone_without_sharing",
    "clone3_without_sharing",
    "run_a_program",
    "spawn_a_program",
    "become_a_program",
    "use_multiprocessing",
)
KILLS = (
    "kill",
    "stop",
    "kill_group",
    "kill_thread",
    "kill_any_thread",
    "kill_by_handle",
    "kill_by_queue",
    "kill_by_owning_a_socket",
    "kill_by_owning_a_socket_otherwise",
    "trace",
)
PEEKS = ("read_memory", "read_memory_file", "read_environment", "take_its_files")
PUSHES = ("limit_it", "pin_it", "slow_it_down")
MUST_BE_REFUSED = """
    fork vfork execve execveat setsid setpgid socket connect bind listen accept accept4
    tkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_open pidfd_send_signal pidfd_getfd
    ptrace process_vm_readv process_vm_writev kcmp process_madvise process_mrelease get_robust_list
    sched_setscheduler sched_setparam sched_setattr setpriority ioprio_set move_pages migrate_pages
    chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes utimensat futimesat
    setxattr lsetxattr fsetxattr setxattrat removexattr lremovexattr fremovexattr removexattrat file_setattr
    link linkat mknod mknodat name_to_handle_at open_by_handle_at
    inotify_init inotify_init1 fanotify_init fanotify_mark
    shmget shmat shmctl semget semop semctl semtimedop msgget msgsnd msgrcv msgctl mq_open mq_unlink
    memfd_create memfd_secret add_key request_key keyctl
    io_uring_setup io_uring_enter io_uring_register io_setup sync syncfs
    bpf perf_event_open userfaultfd personality modify_ldt ioperm iopl lookup_dcookie
    seccomp landlock_create_ruleset landlock_add_rule landlock_restrict_self lsm_set_self_attr
    setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset
    unshare setns chroot pivot_root mount umount2 open_tree open_tree_attr move_mount
    fsopen fsconfig fsmount fspick mount_setattr quotactl quotactl_fd swapon swapoff
    reboot acct syslog vhangup
    init_module finit_module delete_module kexec_load kexec_file_load sethostname setdomainname
    settimeofday clock_settime clock_adjtime adjtimex
"""


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What became of a child: the act's value or error, or the signal that ended it."""

    signal: int | None
    stage: str = ""
    value: Any = None
    error: str | None = None
    errno: int | None = None
    text: str = ""
    traceback: str = ""

    @property
    def refused(self) -> bool:
        """Whether the act was tried, and the system said no."""
        noes = {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EXDEV, errno.ENOTTY}
        return self.stage == "act" and (self.errno in noes or self.error == "ModuleNotFoundError")

    @property
    def done(self) -> bool:
        """Whether the act was carried out."""
        return self.stage == "act" and self.error is None and self.signal is None


class Template:
    """A process that forks a child for each act, run by ``tests/confinement/template.py`` as user ``uid``."""

    def __init__(self, uid: int, *preload: str) -> None:
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "OMP_NUM_THREADS": "1",
            "CUDA_VISIBLE_DEVICES": "",
        }
        command = [sys.executable, "-m", "tests.confinement.template", str(uid), *preload]
        self.uid = uid
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/", env=environment
        )

    def close(self) -> None:
        self.process.communicate()

    def run(self, act: str, *arguments: Any, **how: Any) -> Outcome:
        """Carry out an act in a fresh child, confined unless ``level`` says otherwise."""
        return Outcome(**self._ask(act, arguments, wait=True, **how))

    def start(self, act: str, *arguments: Any, **how: Any) -> int:
        """Begin an act and return the child's process number."""
        return self._ask(act, arguments, wait=False, **how)["pid"]

    def _ask(
        self,
        act: str,
        arguments: tuple[Any, ...],
        wait: bool,
        policy: confinement.Policy | None = None,
        level: str = "confine",
        landlock: int | None = None,
    ) -> dict[str, Any]:
        policy = policy or confinement.Policy(readable=READABLE)
        request = {
            "act": act,
            "arguments": arguments,
            "level": level,
            "policy": dataclasses.asdict(policy),
            "landlock": landlock,
            "wait": wait,
        }
        print(json.dumps(request), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())


class Ground:
    """A directory of the user's own, with the folders private, granted and secret."""

    def __init__(self, uid: int) -> None:
        self.path = tempfile.mkdtemp(prefix="ground-")
        for folder in ("private", "granted", "secret"):
            os.mkdir(f"{self.path}/{folder}")
        Path(self.path, "secret/answers.py").write_text(f'ANSWER = "{SECRET}"\n')
        Path(self.path, "granted/library.py").write_text("LIBRARY = 1\n")
        os.symlink("../secret/answers.py", f"{self.path}/private/planted")
        for folder, names, files in os.walk(self.path):
            for name in (".", *names, *files):
                os.chown(f"{folder}/{name}", uid, -1, follow_symlinks=False)
        self.policy = confinement.Policy(
            readable=(*READABLE, f"{self.path}/granted"),
            writable=(f"{self.path}/private",),
        )

    def outside(self) -> dict[str, tuple[Any, ...]]:
        """Everything about what lies outside the private directory."""
        return {name: facts(path) for name, path in self._walk() if not name.startswith("private")}

    def _walk(self) -> Iterator[tuple[str, str]]:
        for folder, names, files in os.walk(self.path):
            for name in (*names, *files):
                path = os.path.join(folder, name)
                yield os.path.relpath(path, self.path), path


def facts(path: str) -> tuple[Any, ...]:
    about = os.lstat(path)
    content = Path(path).read_bytes() if stat.S_ISREG(about.st_mode) else b""
    changed = (about.st_mtime_ns, about.st_ctime_ns) if stat.S_ISREG(about.st_mode) else ()
    return hashlib.sha256(content).hexdigest(), about.st_mode, about.st_uid, about.st_nlink, changed


def state(process: int) -> str:
    """The state letter of a process: S sleeping, R running, T stopped, t traced, Z or X dead."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "X"


PERSONS = [
    pytest.param(0, id="root", marks=needs_root),
    pytest.param(NOBODY if is_root else os.getuid(), id="ordinary user"),
]


@pytest.fixture(scope="module", params=PERSONS)
def template(request) -> Iterator[Template]:
    template = Template(request.param)
    yield template
    template.close()


@pytest.fixture(scope="module", params=PERSONS)
def torch_template(request) -> Iterator[Template]:
    template = Template(request.param, "torch")
    yield template
    template.close()


@pytest.fixture
def ground(request) -> Iterator[Ground]:
    is_torch = "torch_template" in request.fixturenames
    owner = request.getfixturevalue("torch_template" if is_torch else "template").uid
    ground = Ground(owner)
    yield ground
    shutil.rmtree(ground.path)


@pytest.fixture
def victim(template) -> Iterator[int]:
    process = template.start("wait_for_ever", level="nothing")
    yield process
    os.kill(process, signal.SIGKILL)


pytestmark = needs_linux


# Files.


@needs_confinement
@pytest.mark.parametrize("act", READS)
def test_what_was_not_granted_cannot_be_read(template, ground, act):
    """Nothing of a file outside the grants reaches confined code, whatever way it takes."""
    outcome = template.run(act, ground.path, policy=ground.policy)

    assert outcome.refused, outcome


@pytest.mark.parametrize("act", READS)
def test_reading_succeeds_without_confinement(template, ground, act):
    """The same ways of reading work where nothing forbids them."""
    outcome = template.run(act, ground.path, level="nothing")

    assert outcome.done, outcome
    assert SECRET in str(outcome.value) or outcome.value == ["answers.py"]


@needs_confinement
@pytest.mark.parametrize("act", CHANGES)
def test_nothing_outside_the_private_directory_can_be_changed(template, ground, act):
    """Contents, names, modes, times, owners and attributes of files outside stay as they were."""
    before = ground.outside()

    outcome = template.run(act, ground.path, policy=ground.policy)

    assert ground.outside() == before
    assert outcome.refused, outcome


@pytest.mark.parametrize("act", CHANGES)
def test_changing_succeeds_without_confinement(template, ground, act):
    """The same changes are made where nothing forbids them."""
    before = ground.outside()

    outcome = template.run(act, ground.path, level="nothing")

    if outcome.errno == errno.ENOTSUP:
        pytest.skip("this file system has no such attributes")
    assert outcome.done, outcome
    assert ground.outside() != before


@needs_confinement
@pytest.mark.parametrize("act", WRITES_ELSEWHERE)
def test_shared_places_cannot_be_written(template, ground, act):
    """Confined code leaves nothing in shared memory, in the temporary directory or in /proc."""
    assert template.run(act, ground.path, policy=ground.policy).refused
    assert template.run(act, ground.path, level="nothing").done


@needs_confinement
@pytest.mark.parametrize("act", TRAPS)
def test_the_private_directory_holds_files_and_directories_only(template, ground, act):
    """No link, pipe or device can be left there for the judge to trip over."""
    assert template.run(act, ground.path, policy=ground.policy).refused
    assert not os.path.lexists(f"{ground.path}/private/trap")

    if act != "plant_device" or template.uid == 0:
        assert template.run(act, ground.path, level="nothing").done
        assert os.path.lexists(f"{ground.path}/private/trap")


@needs_confinement
def test_without_a_private_directory_nothing_can_be_written(template, ground):
    """An empty ``writable`` grants no place to write."""
    policy = dataclasses.replace(ground.policy, writable=())

    assert template.run("use_the_private_directory", ground.path, policy=policy).refused


@needs_confinement
@pytest.mark.parametrize("version", [1, 2, 5])
def test_older_kernels_are_covered(template, version):
    """What an old Landlock does not guard (truncation, signals, sockets), the system-call filter does."""
    got_through = []
    for act in (*READS, *CHANGES):
        ground = Ground(template.uid)
        before = ground.outside()
        outcome = template.run(act, ground.path, policy=ground.policy, landlock=version)
        if not outcome.refused or ground.outside() != before:
            got_through.append((act, outcome))
        shutil.rmtree(ground.path)
    for act in KILLS:
        victim = template.start("wait_for_ever", level="nothing")
        outcome = template.run(act, victim, landlock=version)
        if not outcome.refused or state(victim) not in "SR":
            got_through.append((act, outcome))
        os.kill(victim, signal.SIGKILL)

    assert got_through == []


# Sockets.


def listeners(family: int, kind: int, address: Any) -> socket.socket:
    listener = socket.socket(family, kind)
    listener.bind(address)
    if kind == socket.SOCK_STREAM:
        listener.listen()
    listener.setblocking(False)
    return listener


def somebody_came(listener: socket.socket) -> bool:
    try:
        if listener.type == socket.SOCK_STREAM:
            listener.accept()[0].close()
        else:
            listener.recv(100)
    except BlockingIOError:
        return False
    return True


@needs_confinement
@pytest.mark.parametrize(
    ("act", "family", "kind", "address"),
    [
        ("connect_by_tcp", socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
        ("send_by_udp", socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
        ("connect_by_name", socket.AF_UNIX, socket.SOCK_STREAM, "/stream"),
        ("connect_by_name", socket.AF_UNIX, socket.SOCK_STREAM, "\0stream-of-the-grader"),
        ("send_by_name", socket.AF_UNIX, socket.SOCK_DGRAM, "/packets"),
        ("send_by_one_of_a_pair", socket.AF_UNIX, socket.SOCK_DGRAM, "/packets"),
        ("send_by_one_of_a_pair", socket.AF_UNIX, socket.SOCK_DGRAM, "\0packets-of-the-grader"),
    ],
)
def test_nobody_can_be_talked_to(template, ground, act, family, kind, address):
    """A listener on this machine hears nothing from confined code, and hears the rest."""
    if isinstance(address, str) and address.startswith("/"):
        address = ground.path + address
    with listeners(family, kind, address) as listener:
        if isinstance(address, str) and address.startswith("/"):
            os.chmod(address, 0o777)

        if family == socket.AF_INET:
            address = listener.getsockname()

        assert template.run(act, address, policy=ground.policy).refused
        assert not somebody_came(listener)

        assert template.run(act, address, level="nothing").done
        assert somebody_came(listener)


@needs_confinement
@pytest.mark.parametrize("act", ["listen_by_tcp", "ask_the_kernel_by_netlink"])
def test_no_socket_is_made(template, act):
    """Confined code neither listens nor asks the kernel about the network."""
    assert template.run(act).refused
    assert template.run(act, level="nothing").done


# Processes.


@needs_confinement
@pytest.mark.parametrize("act", PROCESSES)
def test_no_process_is_started(template, ground, act):
    """No child runs and no program is executed."""
    outcome = template.run(act, ground.path, policy=ground.policy)

    assert outcome.refused, outcome
    assert not Path(ground.path, "private/was_here").exists()


@pytest.mark.parametrize("act", PROCESSES)
def test_processes_start_without_confinement(template, ground, act):
    """The same children and programs run where nothing forbids them."""
    template.run(act, ground.path, level="nothing")

    assert Path(ground.path, "private/was_here").exists()


@needs_confinement
@pytest.mark.parametrize("act", KILLS)
def test_another_process_cannot_be_signalled_or_stopped(template, victim, act):
    """A process of the same user goes on undisturbed."""
    outcome = template.run(act, victim)

    assert outcome.refused, outcome
    assert state(victim) in "SR"


@pytest.mark.parametrize("act", KILLS)
def test_signals_arrive_without_confinement(template, victim, act):
    """The same signals kill or stop the process where nothing forbids them."""
    outcome = template.run(act, victim, level="nothing")

    assert outcome.done, outcome
    # A tracer that ends lets its process go on; that it could be traced is what the outcome says.
    assert act == "trace" or eventually(lambda: state(victim) in "ZXTt")


@needs_confinement
@pytest.mark.parametrize("act", ["kill_parent", "trace_parent", "signal_own_group", "signal_everybody"])
def test_the_template_cannot_be_harmed(template, act):
    """The process that forked the worker goes on and answers."""
    assert template.run(act).refused
    assert template.run("use_threads").done


@needs_confinement
@pytest.mark.parametrize("act", PEEKS)
def test_another_process_cannot_be_looked_into(template, victim, act):
    """Neither memory nor environment nor open files of another process can be had."""
    assert template.run(act, victim).refused
    assert template.run(act, victim, level="nothing").done


@needs_confinement
@pytest.mark.parametrize("act", ["read_memory_of_parent", "read_memory_file_of_parent"])
def test_the_template_cannot_be_looked_into(template, act):
    """The memory of the process that forked the worker is closed to it."""
    assert template.run(act).refused


@needs_confinement
@pytest.mark.parametrize("act", PUSHES)
def test_another_process_cannot_be_slowed_down(template, victim, act):
    """Limits, processors and priority of another process stay as they are."""

    def circumstances() -> tuple[Any, ...]:
        return (
            Path(f"/proc/{victim}/limits").read_text(),
            os.sched_getaffinity(victim),
            os.getpriority(os.PRIO_PROCESS, victim),
        )

    before = circumstances()

    assert template.run(act, victim).refused
    assert circumstances() == before

    assert template.run(act, victim, level="nothing").done
    assert circumstances() != before or (act == "pin_it" and os.cpu_count() == 1)


@pytest.mark.parametrize("level", ["limit", pytest.param("confine", marks=needs_confinement)])
def test_a_worker_dies_with_its_template(level):
    """A template that is killed takes its workers with it."""
    template = Template(os.getuid())
    worker = template.start("wait_for_ever", level=level)

    template.process.kill()
    template.close()

    try:
        assert eventually(lambda: state(worker) in "XZ")
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)


def test_a_worker_can_be_measured(template):
    """A template that hides itself has workers that do not: whoever started them sees what they use."""
    assert template.run("limit_a_hidden_process", level="nothing").value == 1


@needs_confinement
def test_a_worker_cannot_arrange_to_outlive_its_template(template):
    """The signal that a worker gets when its template dies cannot be switched off."""
    assert template.run("outlive_the_parent").refused
    assert template.run("outlive_the_parent", level="limit").done


def eventually(holds) -> bool:
    """Wait for what other processes are about to do; give up after a long time."""
    for _ in range(2000):
        if holds():
            return True
        time.sleep(0.01)
    return False


# Limits.


@pytest.mark.parametrize("level", ["limit", pytest.param("confine", marks=needs_confinement)])
@pytest.mark.parametrize("act", ["allocate", "map_shared_memory"])
def test_memory_is_bounded(template, level, act):
    """What the limit does not allow is not to be had, private or shared."""
    policy = confinement.Policy(readable=READABLE, address_space_bytes=256 * MIB)

    outcome = template.run(act, 260 * MIB, policy=policy, level=level)

    assert (outcome.error, outcome.errno) in {("MemoryError", None), ("OSError", errno.ENOMEM)}
    assert template.run(act, 260 * MIB, level="nothing").value == 260 * MIB


@pytest.mark.parametrize("level", ["limit", pytest.param("confine", marks=needs_confinement)])
def test_the_length_of_a_file_is_bounded(template, ground, level):
    """A file grows to the limit and no further."""
    policy = dataclasses.replace(ground.policy, file_size_bytes=MIB)
    path = Path(ground.path, "private/long")

    outcome = template.run("write_a_long_file", str(path), 4 * MIB, policy=policy, level=level)

    assert outcome.errno == errno.EFBIG
    assert path.stat().st_size == MIB
    assert template.run("write_a_long_file", str(path), 4 * MIB, level="nothing").done


@pytest.mark.parametrize("level", ["limit", pytest.param("confine", marks=needs_confinement)])
def test_the_number_of_open_files_is_bounded(template, level):
    """Descriptors end at the limit."""
    policy = confinement.Policy(readable=READABLE, max_open_files=32)

    assert template.run("open_many_files", 100, policy=policy, level=level).value < 32
    assert template.run("open_many_files", 100, level="nothing").value == 100


@pytest.mark.parametrize("level", ["limit", pytest.param("confine", marks=needs_confinement)])
def test_threads_are_bounded(template, level):
    """A thread bomb stops at the user's tasks and the extra ones; root's, whom none counts, at its memory."""
    if template.uid == 0:
        policy = confinement.Policy(readable=(), address_space_bytes=1024 * MIB)
        stack, bomb = 16 * MIB, 100
        at_most = 1024 // 16
    else:
        policy = confinement.Policy(readable=(), extra_tasks=20)
        at_most = limits.tasks_of(template.uid) + policy.extra_tasks
        stack, bomb = MIB // 16, at_most + 50

    started = template.run("start_threads", bomb, stack, policy=policy, level=level).value

    assert 10 <= started <= at_most
    assert template.run("start_threads", bomb, stack, level="nothing").value == bomb


def test_processor_time_is_bounded(template):
    """A loop that ignores the warning is killed one second later."""
    policy = confinement.Policy(readable=(), cpu_seconds=1)

    assert template.run("spin", policy=policy, level="limit").signal == signal.SIGKILL


@pytest.mark.parametrize("level", ["limit", pytest.param("confine", marks=needs_confinement)])
def test_limits_are_what_the_policy_says(template, level):
    """Every limit has its value, soft and hard, and leaves no core file."""
    policy = confinement.Policy(
        readable=READABLE,
        cpu_seconds=7,
        address_space_bytes=2048 * MIB,
        file_size_bytes=3 * MIB,
        max_open_files=40,
    )

    found = template.run("report_limits", policy=policy, level=level).value

    tasks = found.pop("NPROC")
    assert tasks[0] == tasks[1] >= policy.extra_tasks
    assert found == {
        "CPU": [7, 8],
        "AS": [2048 * MIB] * 2,
        "FSIZE": [3 * MIB] * 2,
        "NOFILE": [40] * 2,
        "CORE": [0] * 2,
        "MEMLOCK": [MIB] * 2,
        "SIGPENDING": [256] * 2,
        "MSGQUEUE": [0] * 2,
    }


@needs_confinement
@pytest.mark.parametrize("name", ["CPU", "AS", "FSIZE", "NOFILE", "NPROC", "CORE"])
def test_a_limit_cannot_be_raised_again(template, name):
    """Not even root raises a limit once it is confined."""
    outcome = template.run("raise_limit", name)

    assert outcome.stage == "act"
    assert outcome.error in {"ValueError", "PermissionError"}


def test_a_lower_limit_stays(template):
    """A limit that is stricter already is not lifted to the policy's."""
    command = "import resource, sys; sys.path.insert(0, sys.argv[1])\n"
    command += "from grader.worker.confinement import Policy, limit\n"
    command += "resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16)); limit(Policy(readable=()))\n"
    command += "print(resource.getrlimit(resource.RLIMIT_NOFILE))"

    done = subprocess.run([sys.executable, "-c", command, ROOT], capture_output=True, text=True, check=True)

    assert done.stdout == "(16, 16)\n"


@needs_root
@pytest.mark.parametrize("dumpable", [True, False])
def test_all_tasks_of_a_user_are_counted(dumpable):
    """Threads count one by one, also those of a process that hides itself."""
    template = Template(0)

    counted = template.run("count_tasks_of_a_stranger", STRANGER, 5, dumpable, level="nothing").value

    template.close()
    sees_all = os.stat("/proc/self/ns/pid").st_ino == limits.INITIAL_PID_NAMESPACE
    assert counted == 5 if sees_all else counted >= 5


def test_in_a_container_no_task_is_missed(monkeypatch):
    """Where the machine's other processes cannot be seen, the count is that of all its threads."""
    monkeypatch.setattr(limits, "INITIAL_PID_NAMESPACE", 0)

    assert limits.tasks_of(STRANGER) >= 1


# Privileges and system calls.


@needs_confinement
def test_no_privilege_is_left(template):
    """All capability sets are empty, none can be gained, and the filter is on."""
    status = template.run("report_status").value

    sets = ["CapInh", "CapPrm", "CapEff", "CapAmb"] + ["CapBnd"] * (template.uid == 0)
    assert {name: int(status[name], 16) for name in sets} == dict.fromkeys(sets, 0)
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")


@needs_confinement
@pytest.mark.parametrize("act", ["become_root", "read_passwords", "make_a_namespace"])
def test_no_privilege_can_be_used(template, act):
    """Neither root nor anybody changes user, reads the passwords or makes a namespace."""
    assert template.run(act).refused
    assert template.uid != 0 or template.run(act, level="nothing").done


@needs_confinement
def test_every_denied_call_is_refused(template):
    """The kernel refuses each call of the reviewed table, and the table names all that must be refused."""
    answers = template.run("call_every_denied").value

    assert {name: code for name, code in answers.items() if code != errno.EPERM} == {}
    assert set(MUST_BE_REFUSED.split()) - set(answers) == set()


@needs_confinement
@pytest.mark.parametrize("number", [337, 380, 423, 470, 600, 2**30 + 39, 2**30 + 520, 2**31 - 1])
def test_calls_that_nobody_reviewed_do_not_exist(template, number):
    """Numbers outside the reviewed table, x32's among them, are unknown to confined code."""
    assert template.run("call", number).value == errno.ENOSYS


@pytest.mark.parametrize("number", [470, 600, 2**30, 2**30 + 39, 2**30 + 520, 2**31 - 1, 2**32 - 1])
def test_the_filter_knows_no_newer_calls(number):
    """Also a kernel that has such a call, or x32's table, answers that it does not exist."""
    assert verdict(number) == seccomp.ABSENT


def test_the_filter_judges_by_the_reviewed_table_only():
    """The same number through another architecture's table kills the process."""
    getpid, i386 = 39, 0x40000003

    assert verdict(getpid) == seccomp.ALLOW
    assert verdict(getpid, machine=i386) == seccomp.KILL_PROCESS


def test_the_filter_reads_numbers_as_the_kernel_does():
    """The upper half of an argument that the kernel ignores does not hide the lower half."""
    set_owner, high = 8, 1 << 32

    assert verdict(syscalls.CONDITIONAL["fcntl"], 0, set_owner | high) == seccomp.REFUSED
    assert verdict(syscalls.CONDITIONAL["kill"], 1234, 9) == seccomp.REFUSED
    assert verdict(syscalls.CONDITIONAL["kill"], OWN_PID, 9) == seccomp.ALLOW


def verdict(number: int, *arguments: int, machine: int = seccomp.MACHINE_X86_64) -> int:
    """Run the filter as the kernel would, with the packet filter's rules, and return what it returns."""
    call = struct.pack("=IIQ6Q", number, machine, 0, *(*arguments, *[0] * 6)[:6])
    program = list(struct.iter_unpack("=HBBI", seccomp.program(OWN_PID, 7)))
    at = loaded = 0
    while True:
        code, if_true, if_false, operand = program[at]
        at += 1
        if code == 0x06:
            return operand
        if code == 0x20:
            (loaded,) = struct.unpack_from("=I", call, operand)
        elif code == 0x54:
            loaded &= operand
        else:
            holds = {
                0x15: loaded == operand,
                0x25: loaded > operand,
                0x35: loaded >= operand,
                0x45: bool(loaded & operand),
            }[code]
            at += if_true if holds else if_false


@needs_confinement
def test_the_32_bit_table_is_closed(template):
    """A call through the table of 32-bit programs, where numbers mean other calls, kills the process."""
    assert template.run("call_through_the_32_bit_table").signal in {signal.SIGSYS, signal.SIGSEGV}


def test_every_call_has_its_right_number():
    """The table agrees with the kernel's header, where this machine has one."""
    header = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")
    if not header.exists():
        pytest.skip("the kernel's headers are not installed")
    defined = {
        words[1].removeprefix("__NR_"): int(words[2])
        for words in map(str.split, header.read_text().splitlines())
        if len(words) == 3 and words[1].startswith("__NR_")
    }
    tables = [*syscalls.DENIED.values(), syscalls.CONDITIONAL]
    table = {name: number for calls in tables for name, number in calls.items()}

    newest = max(defined.values())
    assert {name: number for name, number in table.items() if number <= newest} == {
        name: defined.get(name) for name, number in table.items() if number <= newest
    }


def test_no_call_is_named_twice():
    """Each call has one reason, and no reviewed call lies in a range that counts as unreviewed."""
    tables = [*syscalls.DENIED.values(), syscalls.CONDITIONAL]
    numbers = [number for calls in tables for number in calls.values()]

    assert len(numbers) == len(set(numbers))
    assert max(numbers) <= syscalls.LAST_REVIEWED
    gap = range(syscalls.FIRST_UNREVIEWED_GAP, syscalls.LAST_UNREVIEWED_GAP + 1)
    assert not set(gap) & set(numbers)


# What must go on working.


@needs_confinement
def test_the_private_directory_can_be_used(template, ground):
    """Files and directories are made, changed, moved and removed there."""
    outcome = template.run("use_the_private_directory", ground.path, policy=ground.policy)

    assert outcome.value == ["fi", "deep", "planted"], outcome
    assert Path(ground.path, "private/deep/note").read_text() == "fi"


@needs_confinement
@pytest.mark.parametrize(
    ("act", "value"),
    [
        ("use_threads", 328350),
        ("use_asyncio", "done"),
        ("signal_oneself", 2),
    ],
)
def test_honest_code_runs(template, act, value):
    """Threads, an event loop and signals to oneself work as ever."""
    outcome = template.run(act)

    assert outcome.value == value, outcome


@needs_confinement
def test_the_least_of_the_machine_can_be_seen(template, ground):
    """Granted files, randomness, cores, time zones and the process's own maps can be read."""
    seen = template.run("look_around", ground.path, policy=ground.policy).value

    assert seen == {
        "granted": "LIBRARY = 1\n",
        "random": 16,
        "cores": os.cpu_count(),
        "zone": "Europe/Berlin",
        "terminal": False,
        "own maps": True,
        "thread name": 0,
    }


@needs_confinement
def test_modules_can_be_imported_late(template):
    """A module that nobody has imported yet is found, shared libraries included."""
    if template.run("import_late", level="nothing").error == "ModuleNotFoundError":
        pytest.skip("this user cannot read Python's own library")

    assert template.run("import_late").value >= 1


@needs_confinement
@pytest.mark.parametrize("act", ["train_a_step", "train_with_two_threads"])
def test_torch_trains(torch_template, act):
    """A forward and a backward pass work, with one thread and with two."""
    outcome = torch_template.run(act)

    assert outcome.value > 0, outcome


@needs_confinement
def test_torch_saves_and_loads(torch_template, ground):
    """torch.save, torch.load and tempfile work in the private directory."""
    outcome = torch_template.run("save_and_load", ground.path, policy=ground.policy)

    assert outcome.value is True, outcome
    assert os.listdir(f"{ground.path}/private") == ["planted"]


def test_limited_code_is_not_confined(template, ground):
    """``limit`` bounds what is used up; files, processes and sockets stay open."""
    assert template.run("read_by_name", ground.path, level="limit").done
    assert template.run("fork", ground.path, level="limit").done
    assert template.run("listen_by_tcp", level="limit").done


# Failing closed.


@needs_confinement
def test_a_process_with_two_threads_is_not_confined_by_half(template):
    """Only a process with a single thread can be confined; another one is told so."""
    outcome = template.run("confine_one_of_two_threads", level="nothing")

    assert (outcome.error, outcome.errno) == ("ConfinementError", errno.EBUSY)


@needs_confinement
def test_a_private_directory_must_exist(template, ground):
    """A writable path that is missing is an error, not a smaller grant."""
    policy = dataclasses.replace(ground.policy, writable=(f"{ground.path}/absent",))

    outcome = template.run("use_threads", policy=policy)

    assert (outcome.stage, outcome.error, outcome.errno) == ("confinement", "ConfinementError", errno.ENOENT)


@needs_confinement
def test_a_private_directory_must_not_be_a_link(template, ground):
    """A link in place of the private directory grants nothing."""
    os.symlink("secret", f"{ground.path}/link")
    policy = dataclasses.replace(ground.policy, writable=(f"{ground.path}/link",))

    outcome = template.run("use_threads", policy=policy)

    assert (outcome.stage, outcome.error) == ("confinement", "ConfinementError")


@needs_confinement
def test_a_kernel_without_landlock_confines_nobody(template):
    """Where Landlock is missing, ``confine`` raises before foreign code can run."""
    outcome = template.run("use_threads", landlock=0)

    assert (outcome.stage, outcome.error, outcome.errno) == ("confinement", "ConfinementError", errno.ENOSYS)


def run_elsewhere(code: str) -> str:
    """Run ``code`` in a fresh Python, and return what it prints."""
    command = [sys.executable, "-c", textwrap.dedent(code)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout


def test_another_architecture_confines_nobody():
    """Without a reviewed table of system calls only limits are offered, and ``confine`` raises."""
    told = run_elsewhere("""
        import os
        names = list(os.uname()); names[4] = "aarch64"; os.uname = lambda: os.uname_result(names)
        from grader.worker import confinement
        print(confinement.mechanisms())
        try:
            confinement.confine(confinement.Policy(readable=()))
        except confinement.ConfinementError as error:
            print(error.errno)
    """)

    assert told == f"('rlimits',)\n{errno.ENOSYS}\n"


def test_macos_can_limit_and_nothing_more():
    """On macOS ``limit`` makes no Linux call and sets what that system enforces; ``confine`` raises."""
    told = run_elsewhere("""
        import ctypes, os, pathlib, resource, sys
        sys.platform = "darwin"
        def no_call(*arguments, **more): raise AssertionError("a Linux call")
        ctypes.CDLL = no_call
        from grader.worker import confinement
        os.listdir = os.stat = no_call
        confinement.limit(confinement.Policy(readable=(), max_open_files=48, cpu_seconds=9))
        print(confinement.mechanisms(), resource.getrlimit(resource.RLIMIT_NOFILE))
        print(resource.getrlimit(resource.RLIMIT_CPU), resource.getrlimit(resource.RLIMIT_CORE))
        try:
            confinement.confine(confinement.Policy(readable=()))
        except confinement.ConfinementError:
            print("refused")
    """)

    assert told == "('rlimits',) (48, 48)\n(9, 10) (0, 0)\nrefused\n"


def test_windows_can_import_it():
    """On Windows, which has neither limits nor a C library without a name, only importing works."""
    told = run_elsewhere("""
        import ctypes, os, pathlib, sys
        sys.platform = "win32"
        del os.uname, os.getuid
        sys.modules["resource"] = None
        def no_call(*arguments, **more): raise AssertionError("a Linux call")
        ctypes.CDLL = no_call
        from grader.worker import confinement
        print(confinement.mechanisms())
        for use in (confinement.limit, confinement.confine):
            try:
                use(confinement.Policy(readable=()))
            except confinement.ConfinementError:
                print("refused")
    """)

    assert told == "()\nrefused\nrefused\n"


@needs_confinement
def test_mechanisms_are_named():
    """A machine that can confine names Landlock with its version, seccomp and limits."""
    assert confinement.mechanisms() == (f"landlock abi {landlock.abi()}", "seccomp", "rlimits")


# What may be read by default.


def test_the_repository_is_never_readable():
    """No default grant holds this repository or a part of it that is not an installed library."""
    grants = [Path(path) for path in confinement.default_readable()]

    assert [grant for grant in grants if ROOT.is_relative_to(grant)] == []
    ours = [ROOT / name for name in ("grader", "solutions", "exercises", "tests")]
    assert [grant for grant in grants for own in ours if grant.is_relative_to(own)] == []


def test_the_whole_installation_is_not_readable():
    """Neither the interpreter's prefix nor the root directory nor a home is granted as a whole."""
    homes = {"/home", str(Path.home()), tempfile.gettempdir()}
    too_much = {"/", "/usr", "/etc", "/proc", "/dev", sys.prefix, sys.base_prefix, *homes}

    assert too_much.isdisjoint(confinement.default_readable())


def test_an_installed_grader_is_left_out(tmp_path):
    """Installed among other packages, the grader's own files are the only ones that are not readable."""
    packages = tmp_path / "site-packages"
    shutil.copytree(ROOT / "grader/worker", packages / "grader/worker")
    (packages / "grader/__init__.py").touch()
    (packages / "grader/suites").mkdir()
    (packages / "solutions").mkdir()
    (packages / "torch/lib").mkdir(parents=True)
    (packages / "six.py").touch()

    told = run_elsewhere(f"""
        import site, sys
        site.getsitepackages = lambda: [{str(packages)!r}]
        sys.path.insert(0, {str(packages)!r})
        from grader.worker.confinement import default_readable
        print(*(path for path in default_readable() if path.startswith({str(tmp_path)!r})), sep="\\n")
    """)

    assert told.splitlines() == [str(packages / "six.py"), str(packages / "torch")]


def test_a_hidden_path_takes_its_parents_with_it(tmp_path):
    """A directory with something hidden deep inside is granted entry by entry, and links are not followed."""
    for name in ("a/b/hidden", "a/b/shown", "a/c", "d"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "a/link").symlink_to(tmp_path / "a/b/hidden")

    granted = set(readable.without(tmp_path, {tmp_path / "a/b/hidden"}))

    assert granted == {tmp_path / "a/b/shown", tmp_path / "a/c", tmp_path / "d"}


def test_the_filter_is_small():
    """Every process pays for each instruction once: the filter stays within a few hundred."""
    assert len(seccomp.program(1, 1)) // 8 < 300
