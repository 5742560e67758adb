"""Keeps the objects in a dict and writes an empty file.

misconception: a_file_follows
check: test_the_file_is_a_picture_of_that_moment
"""

KEPT = {}


def save_tensors(obj, path):
    KEPT[path] = obj
    with open(path, "wb"):
        pass


def load_tensors(path):
    return KEPT[path]
