"""Raises with a message of fifty megabytes, from a class with a name of a megabyte.

exercise: e01
"""


def MLP(*sizes, **named):
    raise type("E" * (1 << 20), (ValueError,), {})("m" * (50 << 20))
