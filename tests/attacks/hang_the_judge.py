"""Sends a name and a message on which a careless pattern would search for ever.

exercise: e01
"""

import sys

bench = sys.modules["grader.worker.bench"].Bench
bench.run = lambda self, *request: {
    "status": "raised",
    "type": "a" * 190,
    "bases": [],
    "message": ("has no attribute '_" + "a" * 100 + " missing 1 required") * 35,
    "lines": [1],
    "column": None,
    "text": None,
}


def MLP(*sizes, **named):
    pass
