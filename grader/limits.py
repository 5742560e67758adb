"""What one submission may use, in one table that judge and worker share."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Limits:
    """Limits per probe and per exercise. Seconds and bytes.

    Attributes:
        probe_cpu_s, probe_wall_s: for one probe, or for importing the submission.
        exercise_wall_s: for all probes of an exercise together; then the rest is blocked.
        threads: of one worker, watched from outside.
        resident_bytes: memory in use, watched from outside.
        address_space_bytes: virtual memory, held by the kernel; None for no limit.
        open_files: how many at a time.
        file_bytes: length of any one file that a submission writes.
        directory_bytes, directory_entries: of all that lies in the private directory of one worker.
        output_bytes: how much of the printed output is kept; the rest is read and forgotten.
    """

    probe_cpu_s: float = 4.0
    probe_wall_s: float = 10.0
    exercise_wall_s: float = 20.0
    threads: int = 256
    resident_bytes: int = 1536 << 20
    address_space_bytes: int | None = 4 << 30
    open_files: int = 64
    file_bytes: int = 8 << 20
    directory_bytes: int = 64 << 20
    directory_entries: int = 1000
    output_bytes: int = 64 << 10

    def on(self, device: str) -> Limits:
        """Return the limits of a worker of a device kind.

        The driver of a real GPU reserves addresses for the memory of all of them, keeps a context and the
        libraries' kernels in memory, and holds its device files open.
        """
        if device != "cuda":
            return self
        resident = self.resident_bytes + (6 << 30)
        return replace(self, address_space_bytes=None, resident_bytes=resident, open_files=512)
