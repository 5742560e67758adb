"""Never comes back from C, where Python hears no signal.

exercise: e01
limits: {"probe_cpu_s": 1, "probe_wall_s": 3, "exercise_wall_s": 4}
"""

import re

re.match(r"(a|a)*$", "a" * 60 + "b")


def MLP(*sizes, **named):
    pass
