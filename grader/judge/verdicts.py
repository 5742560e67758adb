"""What a check can say when it is not content: one exception, and the misconception that it names."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Misconception:
    """A named wrong idea.

    Attributes:
        id: snake_case, unique within its suite; wrong answers in the bank name it.
        text: one or two sentences for the learner: what was observed and what it means, never the fix.
    """

    id: str
    text: str


class CheckFailed(Exception):
    """The check is not passed; everything that a report needs to say why.

    Attributes:
        status: a check status of the score report other than "passed".
        message: what was observed, in the learner's words.
        expected, actual: both sides of the comparison, as text; None where there are none.
        misconception: the wrong idea that this looks like.
        lines: lines of the learner's file that were active, outermost first.
        cause: of "blocked": "import", "name" (the file lacks one) or "time".
        error: ``Type: message`` of an exception that a probe caught and the check did not want.
    """

    def __init__(
        self,
        message: str,
        *,
        status: str = "failed",
        expected: str | None = None,
        actual: str | None = None,
        misconception: Misconception | None = None,
        lines: tuple[int, ...] = (),
        cause: str | None = None,
        error: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.expected = expected
        self.actual = actual
        self.misconception = misconception
        self.lines = lines
        self.cause = cause
        self.error = error


@dataclass(frozen=True)
class Verdict:
    """What one check said, ready to travel as json metadata: strings, integers and finite floats only."""

    status: str
    message: str | None = None
    expected: str | None = None
    actual: str | None = None
    misconception: dict[str, str] | None = None
    lines: list[int] = field(default_factory=list)
    cause: str | None = None
    output: str | None = None
    duration_s: float = 0.0
    comparisons: int = 0
    verified_on: str = "cpu"

    @staticmethod
    def of(failure: CheckFailed) -> Verdict:
        """Return the verdict that an unhappy check stands for."""
        named = failure.misconception
        return Verdict(
            failure.status,
            failure.message,
            failure.expected,
            failure.actual,
            {"id": named.id, "text": named.text} if named else None,
            list(failure.lines),
            failure.cause,
        )


NOT_IMPORTED = "Your file could not be imported, so this check did not run."
