"""The HTML view: true to the JSON, whole by itself, readable everywhere, in a real browser."""

from __future__ import annotations

import importlib.resources
import json
import math
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from browser import Browser
from checkout import Checkout
from grader.report import focus
from grader.report.html import MOST_CHARACTERS, html, percent
from tests.reports import chapter, check, environment, exercise, failing_checks, frame, report, samples

HOSTILE = "</pre></style><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}\x1b[31m\u202e'\"&amp;"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as running:
        yield running


@pytest.fixture
def show(browser: Browser, tmp_path: Path):
    """Open the page of a report in the browser."""

    def show_(content: dict[str, Any], width: int = 1280, **look: bool) -> Browser:
        path = tmp_path / "score.html"
        path.write_text(html(content), encoding="utf-8")
        browser.open(path, width, **look)
        return browser

    return show_


def whole() -> dict[str, Any]:
    """Return a report with all that a page can show: every status, long lines, extras, hints, GPUs."""
    wide = "float32 tensor of shape (3, 40)\n" + "\n".join(["  0.1257, -0.1321" * 20] * 3)
    every = [
        check(status, id=f"test_{status}", title=f"A rule that is {status}.", hint="Look again.", output="x\n" * 99)
        for status in ("failed", "raised", "timed_out", "crashed", "out_of_memory", "garbled", "blocked", "passed")
    ]
    every[0] |= {"expected": wide, "actual": wide, "verified_on": "cuda:NVIDIA H200"}
    return report(
        *chapter()["exercises"],
        exercise("partial", "02_parameters/e11_all", checks=every, hints_used=2),
        exercise("failed", "05_extras/e29_more", extra=True, title="A_name_that_no_line_can_hold_" * 8),
        environment=environment("cuda", "NVIDIA H200", 2),
        isolation={"level": "unconfined", "mechanisms": ["rlimits"]},
        submission={"path": "/a/very/long/path/of/a/submission" * 6, "files": chapter()["submission"]["files"]},
    )


# -- in the browser


@pytest.mark.parametrize("name", samples())
def test_a_page_loads_by_itself(show, name):
    """Every report renders without a message on the console and without a request for anything else."""
    page = show(samples()[name])

    assert page.said == []
    assert page.texts("h1")[0]
    assert page.value("document.styleSheets.length") == 1
    assert page.value("getComputedStyle(document.querySelector('main')).display") == "block"
    assert page.value("getComputedStyle(document.body).maxWidth") != "none"


@pytest.mark.parametrize("name", samples())
def test_the_numbers_are_those_of_the_json(show, name):
    """Score, counts by status, sections and kinds on the page are what the JSON says."""
    content = samples()[name]
    page = show(content)
    checks = [one for entry in content["exercises"] for one in entry["checks"]]

    if content["score"] is not None and content["max_score"]:
        assert page.texts("#score, #max-score") == [f"{content['score']:g}", f"{content['max_score']:g}"]
    for status, count in content["summary"]["exercises"].items():
        assert [text.split()[0] for text in page.texts(f"[data-exercises={status}]")] == [str(count)] * bool(count)
    for status, count in content["summary"]["checks"].items():
        assert len(page.texts(f"[data-check={status}]")) == count
    assert page.texts("#seed") == [str(content["seed"])]
    if not checks:
        return
    sections, kinds = (page.rows(f"[aria-labelledby={name}] tbody tr") for name in ("sections", "kinds"))
    of_sections, of_kinds = page.rows("tfoot tr")
    shown = "?" if content["score"] is None else f"{content['score']:g}"
    assert of_sections[-1] == f"{shown} of {content['max_score']:g}"
    assert len(sections) == len({entry["section"] for entry in content["exercises"]})
    outcomes = (("passed",), focus.FAILING, ("blocked", "not_attempted", "not_judged"))
    for kind, *counts in [*kinds, of_kinds]:
        of_kind = [one["status"] for one in checks if kind in ("All", one["kind"])]
        assert counts == [str(sum(status in some for status in of_kind)) for some in outcomes]


def test_points_of_sections_add_up(show):
    """A section's row has the sum of its exercises, extras aside; a section of extras says so."""
    page = show(whole())
    rows = page.rows("[aria-labelledby=sections] tbody tr")
    sections = [[e for e in whole()["exercises"] if e["section"] == name] for name in ("01_modules", "02_parameters")]
    points = [f"{sum(e['score'] for e in some):g} of {sum(e['max_score'] for e in some):g}" for some in sections]

    assert [row[-1] for row in rows] == [*points, "extra"]


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("print_", [False, True], ids=["screen", "print"])
def test_the_page_never_scrolls_sideways(show, width, print_):
    """Nothing is wider than the window, however long a name or a path is; a wide tensor scrolls in its box."""
    page = show(whole(), width, print_=print_)
    page.value("document.querySelectorAll('details').forEach(one => one.open = true)")

    assert page.value("document.documentElement.scrollWidth") == width
    wider = page.value(
        "[...document.querySelectorAll('body *')].filter(one => !one.closest('pre, .skip') "
        "&& one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 80))"
    )
    assert wider == []
    scrolls = page.value("[...document.querySelectorAll('pre')].some(one => one.scrollWidth > one.clientWidth)")
    assert scrolls != print_


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["whole", "not_gradable", "incomplete", "grader_did_not_start"])
def test_axe_has_no_complaint(show, name, dark):
    """Contrast, landmarks, names, headings and tables satisfy axe-core, all of its rules, light and dark."""
    page = show(whole() if name == "whole" else samples()[name], 390, dark=dark)
    page.value("document.querySelectorAll('details').forEach(one => one.open = true)")
    axe = importlib.resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page.value(f"{axe};0")
    found = page.value("axe.run(document, {resultTypes: ['violations']})")

    told = [(one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"]) for one in found["violations"]]
    assert told == []
    assert {"color-contrast", "html-has-lang", "heading-order"} <= {one["id"] for one in found["passes"]}


def test_dark_is_dark(show):
    """The page follows the colours that the reader's system prefers."""
    ground = "getComputedStyle(document.documentElement).backgroundColor.match(/[0-9]+/g).map(Number)"
    light, dark = (sum(show(chapter(), dark=dark).value(ground)) for dark in (False, True))

    assert dark < 150 < 600 < light


def test_headings_are_in_order(show):
    """There is one h1, and no level of headings is left out on the way down."""
    levels = [
        int(tag[1])
        for tag in show(whole()).value("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => one.tagName)")
    ]

    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_explanations_open_by_keyboard(show):
    """Enter on a summary opens what it folds; only the exercise to begin with is open from the start."""
    page = show(chapter())
    article = "one.closest('article').querySelector('h4').textContent"
    opened = f"[...document.querySelectorAll('details[open]')].map(one => {article})"
    first = page.value(opened)
    page.value("[...document.querySelectorAll('details:not([open]) > summary')][0].focus()")
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", windowsVirtualKeyCode=13, text="\r")

    assert first == ["e02 A container that runs what it holds."]
    assert len(page.value(opened)) == 2


def test_paper_shows_what_is_folded(show):
    """In print every explanation is there, and no box hides a part of its text."""
    page = show(whole(), print_=True)
    seen = page.value("[...document.querySelectorAll('details li, details h5')].map(one => one.checkVisibility())")

    assert len(seen) > 20 and all(seen)
    assert page.value("[...document.querySelectorAll('pre')].every(one => one.scrollHeight <= one.clientHeight + 1)")


def test_what_a_submission_wrote_is_only_text(show):
    """Markup, templates and escapes in any text of the report are shown, not obeyed, and cut to a bearable length."""
    content = spoiled(whole())
    page = show(content)

    assert page.said == []
    assert page.value("document.querySelectorAll('script, img, iframe, object').length") == 0
    assert page.value("document.querySelectorAll('h1, h2').length") == 5
    text = page.value("document.documentElement.textContent")
    assert "<script>alert(1)</script>" in text and "{{ 7 * 7 }}" in text and "&amp;" in text
    assert "\x1b" not in text and "\u202e" not in text
    assert "(the rest is in the report's JSON)" in text


def test_the_policy_stops_scripts_and_styles(show, tmp_path, browser):
    """Were something to slip through, the browser would neither run it nor fetch it."""
    slipped = '<script>document.title = "run"</script><p style="color: red" id="slipped">x</p><img src="http://127.0.0.1:9/x">'
    path = tmp_path / "score.html"
    path.write_text(html(chapter()).replace("<main>", f"<main>{slipped}"), encoding="utf-8")
    browser.open(path)

    assert "run" not in browser.value("document.title").split()
    assert browser.value("getComputedStyle(document.getElementById('slipped')).color") != "rgb(255, 0, 0)"
    assert len([text for text in browser.said if "Content Security Policy" in text]) == 3


def spoiled(node: Any) -> Any:
    """Return a copy of a report in which every text that is not one of a few known ones is hostile."""
    known = ("status", "kind", "schema", "created", "level", "verified_on", "section", "id")
    if isinstance(node, dict):
        return {key: value if key in known else spoiled(value) for key, value in node.items()}
    if isinstance(node, list):
        return [spoiled(one) for one in node]
    return HOSTILE + "x" * MOST_CHARACTERS if isinstance(node, str) else node


# -- without a browser


def test_each_failure_is_explained():
    """Message, values, wrong idea, hint, lines, output and place of every failing check stand on the page."""
    text = re.sub(
        r"<[^>]+>", "", html(report(exercise("partial", "01_modules/e02_my_sequential", checks=failing_checks())))
    )

    for told in failing_checks():
        if told["status"] != "passed":
            for part in (told["title"], told["message"], *(one["code"] for one in told["frames"])):
                assert part.replace("'", "&#39;") in text
    for part in ("Only one layer ran", "Look at what the loop", "shape of x: torch.Size([2, 4])", "ran on cpu"):
        assert part in text
    assert text.count("[[ 0.1257, -0.1321,  0.6404]") == 2


def test_long_texts_and_deep_recursion_are_cut():
    """No text is longer than it may be, and of very many lines the first few are shown, with what is left out."""
    long = check("failed", output="x" * 10 * MOST_CHARACTERS, frames=[frame(line) for line in range(1, 30)])
    page = html(report(exercise("failed", checks=[long])))

    assert max(map(len, re.findall("x+", page))) == MOST_CHARACTERS
    assert page.count('class="place"') == 8
    assert "21 lines left out" in page


def test_backticks_make_code():
    """What a message has between backticks is set as code; markup within stays text."""
    page = html(report(exercise("failed", checks=[check("failed", message="Call `f(<b>)` once, not `twice")])))

    assert "Call <code>f(&lt;b&gt;)</code> once, not `twice</p>" in page


@pytest.mark.parametrize(
    ("score", "max_score", "share"),
    [
        *((0, 10, 0), (2.5, 10, 25), (10, 10, 100), (None, 10, 0), (0, 0, 0), (20, 10, 100), (-1, 10, 0)),
        *((math.inf, 10, 0), (1, math.inf, 0), (math.nan, 10, 0)),
    ],
)
def test_shares_lie_between_nothing_and_all(score, max_score, share):
    """Whatever a report claims, a bar is between empty and full."""
    assert percent(score, max_score) == share


# -- the command


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Checkout:
    return Checkout(tmp_path_factory.mktemp("report") / "kata")


def test_the_command_makes_a_page_beside_the_report(checkout):
    """`report` turns reports/score.json into reports/score.html, and the page has that run's seed."""
    checkout.run("grade")
    done = checkout.run("report")
    content = json.loads((checkout.path / "reports/score.json").read_text())

    assert (done.returncode, done.stderr) == (0, "")
    assert "reports/score.html" in done.stdout
    assert f'<dd id="seed">{content["seed"]}</dd>' in (checkout.path / "reports/score.html").read_text(encoding="utf-8")


def test_the_page_goes_where_it_is_wanted(checkout):
    """--output names another place, whose folder is made."""
    (checkout.path / "one.json").write_text(json.dumps(chapter()))
    done = checkout.run("report", "one.json", "--output", "pages/one.html")

    assert done.returncode == 0, done.stderr
    assert (checkout.path / "pages/one.html").read_text(encoding="utf-8") == html(chapter())
    assert not (checkout.path / "one.html").exists()


WRONG = {
    "no file": (None, "No such file", 3),
    "no JSON": ("{", "not JSON", 3),
    "JSON of something else": ("[1]", "not a score report", 3),
    "another version": (json.dumps(chapter() | {"schema": "score-report/2"}), "score-report/2", 3),
    "a part missing": (json.dumps({**chapter(), "exercises": [{}]}), "exercises[0].id is missing", 3),
    "a folder": ("/", "Is a directory", 3),
}


@pytest.mark.parametrize(("content", "said", "code"), WRONG.values(), ids=list(WRONG))
def test_wrong_input_is_a_clear_error(checkout, content, said, code):
    """What is no report of this version is told in one line, and no page is written."""
    path = checkout.path / "wrong.json"
    path.unlink(missing_ok=True)
    if content not in (None, "/"):
        path.write_text(content)
    done = checkout.run("report", "." if content == "/" else "wrong.json")

    assert done.returncode == code
    assert said in done.stderr and len(done.stderr.splitlines()) == 1
    assert not (checkout.path / "wrong.html").exists()


def test_a_report_is_not_overwritten_by_its_page(checkout):
    """Where the page would take the report's place, the command is wrong (exit 2) and the report stays."""
    path = checkout.path / "odd.html"
    path.write_text(json.dumps(chapter()))
    done = checkout.run("report", "odd.html")

    assert done.returncode == 2
    assert "--output" in done.stderr
    assert json.loads(path.read_text()) == chapter()


def test_grading_needs_no_templates(checkout):
    """`grade` works where Jinja2 is not to be had."""
    (checkout.path / "jinja2.py").write_text("raise SystemExit('templates were wanted')\n")
    try:
        graded, made = checkout.run("grade", "e01"), checkout.run("report")
    finally:
        (checkout.path / "jinja2.py").unlink()

    assert graded.returncode == 1, graded.stderr
    assert "templates were wanted" in made.stderr
