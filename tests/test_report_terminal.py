"""The terminal view: what a learner reads, at every width, in every encoding, whatever was printed."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from grader.report import names
from grader.report.focus import exercise_to_explain, failures_to_explain, kinds_that_wait
from grader.report.harmless import harmless
from grader.report.progress import GradingProgress
from grader.report.statuses import CHECK, EXERCISE, word
from grader.report.terminal import render
from tests.reports import chapter, check, exercise, failing_checks, frame, report, samples

ROOT = Path(__file__).parents[1]
COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-9]")
SHOW = """
import json, sys
from rich.console import Console
from grader.report.terminal import render
render(json.load(open(sys.argv[1], encoding="utf-8")), Console())
"""
WORK = """
import sys
from rich.console import Console
from grader.report.progress import GradingProgress
with GradingProgress(Console(), total=2) as progress:
    progress.started("01_modules/e02_my_sequential", "A container")
    progress.check_done("01_modules/e02_my_sequential", "passed")
    progress.check_done("01_modules/e02_my_sequential", "failed")
    progress.finished("01_modules/e02_my_sequential", "partial")
"""


def rendered(whole: dict[str, Any], width: int = 80, encoding: str = "utf-8") -> str:
    """Return what a file of this encoding would hold after `whole` was rendered to it."""
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, errors="strict", newline="")
    render(whole, Console(file=file, width=width))
    file.flush()
    return raw.getvalue().decode(encoding)


def explained(*checks: dict[str, Any], status: str = "partial", **fields: Any) -> str:
    """Return the page on a single exercise with these checks, in lines that are never broken."""
    return rendered(report(exercise(status, checks=list(checks), **fields)), width=400)


# -- the page as a whole


def test_the_page_says_on_which_gpus_checks_ran():
    """Whoever reads a score knows whether a real GPU stood behind it; without GPU checks nothing is said."""
    pages = {name: rendered(samples()[name], 120) for name in ("simulated_device", "real_device", "chapter")}

    assert "GPU checks ran on simulated devices." in pages["simulated_device"]
    told = "GPU checks ran on NVIDIA H200, 1 that need another number of GPUs on simulated ones."
    assert told in pages["real_device"]
    assert "GPU" not in pages["chapter"]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("name", samples())
def test_no_line_is_wider_than_the_console(name, width):
    """Lines fit the console and do not end in spaces."""
    for line in rendered(samples()[name], width).splitlines():
        assert cell_len(line) <= width, line
        assert line == line.rstrip(), line


def test_every_exercise_has_its_row():
    """Each exercise stands below its section with mark, status, short name, points and title."""
    page = rendered(chapter())

    assert page.startswith("Score 7 / 24.5   1 solved, 1 partial, 1 failed, 1 not attempted, 1 broken\n")
    assert page.index("01 modules") < page.index("e03") < page.index("02 parameters") < page.index("e09")
    assert "\n  ✓ solved         e01  4 / 4    Your first Module.\n" in page
    assert "\n  ~ partial        e02  3 / 8.5  A container that runs what it holds.\n" in page
    assert "\n  · not attempted  e10  0 / 4    Parameters that stay as they are.\n" in page


def test_statuses_can_be_told_without_colour():
    """What is good, bad, waiting or unknown differs in its mark and in its word, in ASCII as well."""
    for looks in (EXERCISE, CHECK):
        good = "solved" if looks is EXERCISE else "passed"
        distinct = [looks[status] for status in (good, "failed", "not_attempted", "not_judged")]
        assert len({look.mark for look in distinct}) == len({look.ascii_mark for look in distinct}) == 4
        assert all(look.ascii_mark.isascii() and cell_len(look.mark) == 1 for look in looks.values())
    assert "? not judged" in rendered(samples()["not_gradable"])
    page = rendered(samples()["every_check_status"])
    for status in set(CHECK) - {"not_judged"}:
        assert f"  {CHECK[status].mark} {word(status)} " in page


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk", "utf-8"])
@pytest.mark.parametrize("name", samples())
def test_every_encoding_can_be_written(name, encoding):
    """A console that cannot write a character gets it spelled out, and ASCII marks."""
    whole = samples()[name]
    for one in whole["exercises"]:
        one["title"] = "Der Gradient ∇f und 勾配 \ud800."

    page = rendered(whole, encoding=encoding)

    if whole["exercises"]:
        assert "\\ud800" in page
    if encoding == "ascii":
        assert page.isascii()
        assert not whole["exercises"] or "\\u2207f" in page


def test_a_wide_script_is_measured_in_cells():
    """Characters two cells wide count as two."""
    whole = report(exercise("failed", title="勾" * 70, checks=[check("failed", message="配" * 300)]))

    assert all(cell_len(line) <= 60 for line in rendered(whole, 60).splitlines())


# -- what is explained


def test_the_first_exercise_with_trouble_is_explained():
    """Solved and untried exercises are passed over, later ones wait."""
    whole = report(
        exercise("solved", "01_modules/e01_mlp"),
        exercise("not_attempted", "01_modules/e02_my_sequential"),
        exercise("failed", "01_modules/e03_walk", title="The third."),
        exercise("failed", "01_modules/e04_hang", title="The fourth."),
    )

    page = rendered(whole)

    assert exercise_to_explain(whole)["id"] == "01_modules/e03_walk"
    assert "exercises/01_modules/e03_walk.py" in page
    assert page.count("The third.") == 2
    assert page.count("The fourth.") == 1


def test_checks_are_listed_in_the_order_of_their_groups():
    """The list begins with what is explained first."""
    page = explained(
        check("failed", kind="robustness", title="The last."),
        check("failed", kind="gradient", title="The second."),
        check("failed", kind="shape", title="The first."),
        check("passed", kind="gradient", title="The third."),
    )

    places = [page.index(title) for title in ("The first.", "The second.", "The third.", "The last.")]
    assert places == sorted(places)


def test_the_graders_trouble_does_not_hide_a_failure():
    """An exercise without a verdict is explained where one of its checks failed, or else passed over."""
    in_part = exercise("not_judged", checks=[check("not_judged"), check("failed")])
    wholly = exercise("not_judged", checks=[check("not_judged"), check()])
    untried = exercise("not_attempted", "07_devices/e26_last")

    assert exercise_to_explain(report(in_part, untried)) == in_part
    assert exercise_to_explain(report(wholly, untried)) == untried
    assert exercise_to_explain(report(wholly)) is None


def test_an_untried_exercise_is_shown_when_nothing_else_is_left():
    """After solved exercises the first untried one is shown, with what it asks for and where it is."""
    page = rendered(samples()["solved_and_not_attempted"])

    assert "exercises/01_modules/e02_my_sequential.py\n" in page
    assert "This one is still to be written" in page
    assert "python -m grader hint e02" in page


def test_an_extra_waits_until_the_chapter_is_done():
    """A failing extra is explained when no other exercise is left, and its row says what it is."""
    extra = exercise("failed", "05_custom_layers/e27_half_fourier", extra=True)
    untried = exercise("not_attempted")

    assert exercise_to_explain(report(extra, untried)) == untried
    assert exercise_to_explain(report(exercise(), extra)) == extra
    assert f"{extra['title']} (extra)" in rendered(report(exercise(), extra))
    assert rendered(report(extra)).startswith("Extras")


def test_only_the_first_failing_group_is_explained():
    """Groups come in the order shape, value, gradient and so on, whatever the order of the suite."""
    late = check("failed", kind="gradient", message="The gradient is doubled.")
    early = check("failed", kind="shape", message="The shape is wrong.")
    also_early = check("raised", kind="shape", message="Your code raised.")

    page = explained(late, early, also_early)

    assert failures_to_explain(exercise(checks=[late, early, also_early])) == [early, also_early]
    assert kinds_that_wait(exercise(checks=[late, early, also_early])) == ["gradient"]
    assert "The shape is wrong." in page
    assert "Your code raised." in page
    assert "The gradient is doubled." not in page
    assert "More checks fail (gradient)." in page


def test_advice_never_hides_a_failure():
    """A bonus check that fails in an earlier group leaves the explanation to the check that costs points."""
    advice = check("failed", kind="shape", bonus=True, message="It has no `extra_repr`.")
    failure = check("failed", kind="device", message="A tensor stayed behind.")

    page = explained(advice, failure)

    assert "A tensor stayed behind." in page
    assert "It has no `extra_repr`." not in page


def test_failures_come_before_what_could_not_run():
    """A blocked or untried check is explained only where nothing failed."""
    blocked = check("blocked", kind="shape", message="The time was spent.")
    untried = check("not_attempted", kind="shape", message="Line 61 is to do.")
    failure = check("timed_out", kind="gradient", message="Still running after 4 seconds.")

    assert failures_to_explain(exercise(checks=[untried, blocked, failure])) == [failure]
    assert failures_to_explain(exercise(checks=[untried, blocked])) == [blocked]
    assert failures_to_explain(exercise(checks=[untried])) == [untried]
    assert failures_to_explain(exercise(checks=[check()])) == []


def test_a_failure_is_told_whole():
    """A failure comes with message, both sides, misconception, hint, own lines, output and next steps."""
    page = explained(*failing_checks())

    assert "✗ The layers run in the order in which they were given. (value, 2 points)" in page
    assert "    The output at [0, 0] is 0, expected 0.1257: the last layer did not run.\n" in page
    assert "    expected\n      float32 tensor of shape (2, 3)\n      [[ 0.1257, -0.1321," in page
    assert "6404],\n       [ 0.1049, -0.5357,  0.3616]]\n    actual\n      float32 tensor of" in page
    assert "    likely    Only one layer ran, whatever was put in.\n" in page
    assert "    hint      Look at what the loop hands on to the next layer.\n" in page
    assert "    in your file\n      e02_my_sequential.py:14  return self.layers[0](x)\n" in page
    assert "    your code printed\n      shape of x: torch.Size([2, 4])\n" in page
    assert "\nNext\n  python -m grader hint e02   for a hint\n" in page
    assert page.endswith("\n  python -m grader grade e02  after your change\n")


def test_hints_that_were_used_are_counted():
    """Who has had hints is offered the next one, and reads how many there were."""
    assert "\n  python -m grader hint e02   for the next hint, after 2\n" in explained(*failing_checks(), hints_used=2)


def test_a_wrong_idea_is_told_once():
    """Two checks that show the same misconception name it once."""
    idea = {"id": "copies", "text": "The values were copied."}
    checks = [check("failed", id=f"test_{i}", misconception=idea) for i in range(3)]

    assert explained(*checks).count("The values were copied.") == 1


def test_a_note_on_a_passed_check_is_shown():
    """A check that passed only alone says so."""
    note = "It passes alone: in company it depends on what earlier calls left behind."

    assert note in explained(check(message=note), check("failed"))


def test_a_place_other_than_the_cpu_is_named():
    """A failure on a simulated or a real GPU says where it was seen."""
    assert "(device, 2 points, simulated)" in rendered(samples()["simulated_device"], 120)
    assert ", cpu)" not in rendered(chapter())


def test_a_broken_file_is_explained_by_its_own_message():
    """The message of the file stands once, its caret unmoved, and blocked checks add nothing."""
    message = "The file does not parse: line 12\n    def forward(self, x)\n                        ^"
    blocked = [check("blocked", id=f"test_{i}", message="The file does not parse.") for i in range(4)]

    page = explained(*blocked, status="broken", message=message, frames=[frame(12, "def forward(self, x)")])

    lines = page.splitlines()
    start = lines.index("  The file does not parse: line 12")
    assert lines[start + 1] == "      def forward(self, x)"
    assert lines[start + 2] == "                          ^"
    assert lines[start + 2].index("^") == lines[start + 1].index(")") + 1
    assert page.count("does not parse") == 1
    assert "e02_my_sequential.py:12  def forward(self, x)" in page


def test_long_texts_are_cut_on_the_page_only():
    """Of endless output and deep recursion a page shows a part and says that there is more."""
    frames = [frame(line, f"step_{line}()") for line in range(1, 101)]
    page = explained(check("raised", output="spam\n" * 5000, expected="e " * 100_000, frames=frames))

    assert page.count("spam") == 10
    assert page.count("(the rest is in the report)") == 2
    assert len(page.splitlines()) < 80
    assert "step_1()" in page and "step_100()" in page and "step_50()" not in page
    assert "step_3()\n      ... (94 lines left out)\n      e02_my_sequential.py:98" in page


def test_no_text_is_cut_in_silence():
    """Where what is cut off would take up no more lines, the page still says that there is more."""
    page = explained(check("failed", expected="\x1b[0m" * 10_000 + "the end"))

    assert "the end" not in page
    assert "    expected   ...\n" in page


# -- circumstances


def test_nothing_attempted_says_where_to_begin():
    """A learner who has not begun reads one line that names the first file."""
    page = rendered(samples()["nothing_attempted"], 120)

    assert page.endswith("\n\nNothing has been tried yet. A good place to begin: exercises/01_modules/e01_mlp.py\n")


def test_everything_solved_is_congratulated():
    """When all is solved the page ends with a congratulation and offers no commands; advice may follow."""
    assert rendered(samples()["all_solved"]).endswith("\n\nEverything is solved. Well done!\n")
    assert "Advice that costs no points:\n  e01  The layers" in rendered(samples()["solved_with_advice"])


@pytest.mark.parametrize("status", ["incomplete", "not_gradable"])
def test_no_congratulation_for_half_a_run(status):
    """A run that stopped, or that could not be graded, is not celebrated."""
    assert "Well done" not in rendered(report(exercise("solved"), status=status))


def test_the_graders_trouble_is_named_as_such():
    """Without a verdict the page shows no score, says whose trouble it is, and still explains what it can."""
    page = rendered(samples()["not_gradable"], 120)

    assert page.startswith("Not graded   1 partial, 1 not judged\nThe grader had trouble of its own.")
    assert "Your work has not been scored" in page
    assert "Score" not in page
    assert "? / 4" in page
    assert "? e01  A container that runs what it holds. Not scored: the trouble lies with the grader" in page
    assert "The check itself raised KeyError" in page
    assert "the last layer did not run" in page


def test_a_grader_that_did_not_start_says_so():
    """A report without exercises still says what happened."""
    assert "The grader had trouble of its own." in rendered(samples()["grader_did_not_start"])


def test_circumstances_are_said():
    """Unconfined and incomplete runs say so in one line, other runs do not."""
    assert "\nUnconfined: the submitted code ran with all the rights of your account.\n" in rendered(
        samples()["unconfined"]
    )
    assert "\nIncomplete: the run was interrupted." in rendered(samples()["incomplete"])
    assert not {"Unconfined", "Incomplete"} & set(re.findall(r"\w+", rendered(chapter())))


@pytest.mark.parametrize(
    ("exercise_id", "short"),
    [
        ("01_modules/e02_my_sequential", "e02"),
        ("01_modules/e100_more", "e100"),
        ("07_devices/extra", "extra"),
    ],
)
def test_short_names_are_what_commands_take(exercise_id, short):
    """An exercise goes by its number, or by its slug where it has none."""
    assert names.short(exercise_id) == short


@pytest.mark.parametrize(
    ("path", "shown"), [("exercises", "exercises/01_modules/e01_mlp.py"), ("e01_mlp.py", "e01_mlp.py")]
)
def test_a_file_is_named_as_it_was_handed_in(path, shown):
    """A tree leads to the exercise's file, a file is itself."""
    assert names.file({"submission": {"path": path}}, "01_modules/e01_mlp") == shown


# -- what a submission wrote

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b\x9b\x9d\x07\r\n\t\x00\x7f\u202e\u2066\u200b\u2028\ud800[]/mH;0123\\"),
    ),
    max_size=200,
)


@settings(max_examples=150, deadline=None, database=None)
@given(HOSTILE, st.sampled_from([40, 80]), st.sampled_from(["utf-8", "ascii"]))
def test_no_text_can_do_anything_but_be_read(text, width, encoding):
    """Whatever a submission puts into any field, the page has no control characters and keeps its width."""
    hostile = check(
        "failed",
        message=text,
        expected=text,
        actual=text,
        hint=text,
        output=text,
        misconception={"id": "any", "text": text},
        frames=[{"file": text, "line": 1, "code": text}],
    )
    for status in ("failed", "broken", "not_judged"):
        whole = report(exercise(status, checks=[hostile], message=text, title=text, score=0))
        page = rendered(whole, width, encoding)
        harmful = [c for c in page if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c != "\n"]
        assert not harmful
        assert all(cell_len(line) <= width for line in page.split("\n"))


def test_markup_and_emoji_codes_are_shown_as_they_are():
    """Text in square brackets is text, and so are names between colons."""
    text = "[bold red]x[/bold red] [/] [link=https://example.org]y[/link] :boom: \\[z]"
    failure = check("failed", message=text, expected=text, output=text, frames=[frame(1, text)])
    page = explained(failure, title=text)

    assert page.count(text) == 6


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]never ended", "]never ended"),
        ("\x1b[2J\x1b[Hgone", "gone"),
        ("\x1bcreset", "reset"),
        ("\x1b\x1b[0m[31mred", "[31mred"),
        ("10%\r20%\r\nend", "10%\n20%\nend"),
        ("a\tb", "a   b"),
        ("a\x00b\x08c\x7fd\x85e", "abcde"),
        ("user\u202egpj.exe\u2066\u200b\ufeff", "usergpj.exe"),
        ("a\u2028b", "a\nb"),
        ("\ud800", "\\ud800"),
        ("∇f, 勾配, é", "∇f, 勾配, é"),
    ],
)
def test_harmless_keeps_what_is_text(text, shown):
    """Escape sequences, control and format characters go, the rest stays."""
    assert harmless(text) == shown


# -- real streams


@pytest.fixture
def report_file(tmp_path):
    """Return the path of the chapter's report as JSON."""
    path = tmp_path / "score.json"
    path.write_text(json.dumps(chapter()), encoding="utf-8")
    return path


def environment(**changes: str) -> dict[str, str]:
    """Return this environment without what steers colours and encodings, then with `changes`."""
    steering = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "PYTHONIOENCODING"}
    kept = {name: value for name, value in os.environ.items() if name not in steering}
    return kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "PYTHONUTF8": "1"} | changes


def piped(*arguments: str, **changes: str) -> str:
    """Return what a Python program writes to a pipe."""
    done = subprocess.run(
        [sys.executable, "-c", *arguments],
        env=environment(**changes),
        capture_output=True,
        check=True,
        timeout=60,
    )
    return done.stdout.decode("utf-8")


def on_a_terminal(*arguments: str, **changes: str) -> str:
    """Return what a Python program writes to a terminal of 24 lines by 80 columns."""
    pid, descriptor = pty.fork()
    if pid == 0:
        size = {"COLUMNS": "80", "LINES": "24"}
        os.execve(sys.executable, [sys.executable, "-c", *arguments], environment(**size, **changes))
    written = b""
    try:
        while chunk := os.read(descriptor, 65536):
            written += chunk
    except OSError:
        pass  # the other end is closed
    finally:
        os.close(descriptor)
    assert os.waitpid(pid, 0)[1] == 0, written.decode("utf-8")
    return written.decode("utf-8")


def test_a_pipe_gets_plain_text(report_file):
    """On a pipe nothing but text and line ends is written, the same that a test's file gets."""
    assert piped(SHOW, str(report_file)) == rendered(chapter())


def test_an_ascii_pipe_gets_ascii(report_file):
    """Where only ASCII can be written, marks and lines are drawn in it."""
    page = piped(SHOW, str(report_file), PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert page.isascii()
    assert "  + solved         e01" in page
    assert "-" * 80 in page


def test_a_terminal_gets_colours_unless_they_are_unwanted(report_file):
    """Colours appear on a terminal, and with NO_COLOR the same words stand there without them."""
    coloured = on_a_terminal(SHOW, str(report_file))
    plain = on_a_terminal(SHOW, str(report_file), NO_COLOR="1")

    assert COLOUR.search(coloured)
    assert not COLOUR.search(plain)
    assert harmless(coloured) == harmless(plain) == rendered(chapter())


def test_progress_is_shown_on_a_terminal_and_taken_away():
    """A terminal sees what runs and its marks; at the end the cursor is back and the lines are erased."""
    written = on_a_terminal(WORK)

    assert "Grading: 0 of 2 exercises done" in harmless(written)
    assert "Grading: 1 of 2 exercises done" in harmless(written)
    assert "e02  ✓✗ A container" in harmless(written)
    assert written.rindex("\x1b[?25h") > written.rindex("\x1b[?25l")
    assert harmless(written[written.rindex("done") + len("done") :]).strip() == ""
    assert "\x1b[2K" in written[written.rindex("done") :]


@pytest.mark.parametrize("changes", [{}, {"FORCE_COLOR": "1"}, {"TTY_COMPATIBLE": "1"}])
def test_progress_writes_nothing_to_a_pipe(changes):
    """A pipe gets no progress, not even where colours are forced."""
    assert piped(WORK, **changes) == ""


@pytest.mark.parametrize("changes", [{"TERM": "dumb"}, {"TTY_INTERACTIVE": "0"}])
def test_a_plain_terminal_gets_no_progress(changes):
    """A terminal that cannot move its cursor, or is said to be none to play with, is left alone."""
    assert on_a_terminal(WORK, **changes) == ""


def test_progress_leaves_nothing_to_inherit():
    """The grader forks while progress is shown: it adds no thread and leaves the streams alone."""
    master, slave = pty.openpty()
    try:
        with os.fdopen(slave, "w", encoding="utf-8") as file:
            before = threading.active_count(), sys.stdout, sys.stderr
            with GradingProgress(Console(file=file, width=80, height=24, force_terminal=True)) as progress:
                progress.started("01_modules/e01_mlp", "Your first Module.")
                assert os.read(master, 4096)
                assert (threading.active_count(), sys.stdout, sys.stderr) == before
    finally:
        os.close(master)


def test_progress_takes_one_line_for_each_exercise():
    """A long title is cut, and more exercises than a terminal is high are not shown all at once."""
    work = WORK.replace("A container", "A container " * 30).replace("Console()", "Console(height=4)")
    many = "".join(f'    progress.started("01_modules/e{i}_more", "More")\n' for i in range(10, 20))

    written = harmless(on_a_terminal(work + many))

    views = written.split("Grading: ")[1:]
    assert all(len(view.rstrip("\n").splitlines()) <= 3 for view in views)
    assert all(cell_len(line) <= 80 for line in written.splitlines())


def test_progress_is_total():
    """Events about exercises that were never started, or long titles, do no harm."""
    with GradingProgress(Console(file=io.StringIO())) as progress:
        progress.check_done("01_modules/e01_mlp", "passed")
        progress.finished("01_modules/e01_mlp", "solved")
        progress.started("01_modules/e02_my_sequential", "x" * 500)
