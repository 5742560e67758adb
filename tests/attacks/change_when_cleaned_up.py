"""Leaves links, locked and very deep folders, so that tidying up destroys something else.

exercise: e01
"""

import os


def attempt(function, *arguments):
    try:
        function(*arguments)
    except OSError:
        pass


attempt(os.symlink, "@OUTSIDE@", "folder")
attempt(os.symlink, "@OUTSIDE@/there", "file")
attempt(os.makedirs, "locked/inside")
attempt(os.symlink, "@OUTSIDE@", "locked/inside/folder")
attempt(os.mkdir, "closed", 0)
attempt(os.mkdir, "name\nwith a line", 0o500)
for _ in range(300):
    attempt(os.mkdir, "d" * 200)
    attempt(os.chdir, "d" * 200)
    attempt(os.symlink, "@OUTSIDE@", "folder")

raise RuntimeError("done")
