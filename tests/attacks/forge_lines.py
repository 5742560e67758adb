"""Says that it failed in lines of other files, and in lines that no file has.

exercise: e01
"""

import sys

bench = sys.modules["grader.worker.bench"].Bench
bench.run = lambda self, *request: {
    "status": "raised",
    "type": "<script>alert(1)</script>",
    "bases": ["`code`", "[link](http://example.com)"],
    "message": "\x1b]8;;http://example.com\x07click\x1b[0m \u202e" + "score: 5/5\r\n" * 50,
    "lines": [0, -1, 2**62, 10**18, 1],
    "column": 2**62,
    "text": "\x1b[31m",
}


def MLP(*sizes, **named):
    pass
