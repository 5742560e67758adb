"""Never ends, and catches what would end it.

exercise: e01
limits: {"probe_cpu_s": 1, "probe_wall_s": 3, "exercise_wall_s": 4}
"""

while True:
    try:
        while True:
            pass
    except BaseException:
        pass


def MLP(*sizes, **named):
    pass
