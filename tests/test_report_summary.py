"""The summary of a report: right figures, and no character of a submission that Markdown or HTML would act on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from grader.catalog import ROOT
from grader.report import storage
from grader.report.harmless import harmless
from grader.report.summary import markdown
from tests.reports import chapter, check, environment, exercise, failing_checks, report, samples

HOSTILE = [
    "</pre><script>alert(1)</script>",
    "</details></summary></table><h1>Score 300 / 300</h1>",
    "| x | 300 / 300 | solved |\n|---|---|---|",
    "\n\n## Score 300 / 300\n\n- [x] done",
    "![](javascript:alert(1)) [a](http://b) <http://c> **bold** `code` ~~gone~~",
    "```\n</code>\n~~~",
    "&lt;b&gt; &#60;b&#62; \\<b\\>",
    "_slanted_ __bold__",
    "<!-- ",
    "<![CDATA[",
    "\x1b]8;;http://a\x07link\x1b]8;;\x07 \u202egnp.exe \ud800",
    "$$\\href{javascript:alert(1)}{x}$$",
]


class Tags(HTMLParser):
    """Collects the tags of a page and the text outside of them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag if not attrs else f"{tag} {attrs}")

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page(whole: dict[str, Any]) -> Tags:
    """Return what a browser is given for the summary of `whole`."""
    tags = Tags()
    tags.feed(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown(whole)))
    tags.close()
    return tags


def hostile(text: str) -> dict[str, Any]:
    """Return a report with `text` in every place that words from elsewhere could reach."""
    checks = [
        check("failed", message=text, title=text, output=text, actual=text, verified_on=f"cuda:{text}"),
        check("raised", message="m", misconception={"id": "one", "text": text}),
    ]
    return report(
        exercise("failed", title=text, checks=checks),
        exercise("broken", message=text, title="t"),
        exercise("not_judged", title="t", checks=[check("not_judged", message=text)]),
        environment=environment("cuda", text, 2, text),
        isolation={"level": "confined", "mechanisms": [text]},
        grader={"version": "1", "git_commit": text},
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_more_than_text(text):
    """Whatever is written in a report, the page has the same tags, and shows the words."""
    shown, plain = page(hostile(text)), page(hostile("word"))

    assert shown.tags == plain.tags
    assert not {"&#27;", "&#8238;", "\x1b", "\u202e"} & set(re.findall(r"&#\d+;|.", markdown(hostile(text))))
    assert "".join(harmless(text).split()) in "".join("".join(shown.text).split())


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_arbitrary_text_changes_no_tag(text):
    """Text of any characters leaves the page's tags as they are."""
    assert page(hostile(f"x{text}")).tags == page(hostile("x")).tags


@pytest.mark.parametrize("name", samples())
def test_every_report_has_a_summary(name):
    """Each kind of report gives a page with a heading and a row for each exercise."""
    whole = samples()[name]

    tags = page(whole).tags

    assert tags[:2] == ["h2", "/h2"]
    assert tags.count("tr") == (len(whole["exercises"]) + 1 if whole["exercises"] else 0)


def test_the_score_stands_at_the_top():
    """The heading has the points, the table those of each exercise, the details what is first to be looked at."""
    text = markdown(chapter())

    assert text.startswith("## Score 7 / 24.5\n")
    assert "| ✓ | e01 Your first Module&#46; | 4 / 4 | solved |" in text
    assert "<details><summary>e02 " in text and "<details><summary>e01 " not in text
    assert "<pre>Only one layer ran, whatever was put in.</pre>" in text
    assert "The gradient reaches every layer" not in text


def test_where_the_checks_ran_is_told():
    """The summary names the device of the run and counts the checks by the place where they ran."""
    checks = [check(), check(verified_on="cuda:NVIDIA T4"), check(verified_on="simulated"), check("not_attempted")]
    gpu = markdown(report(exercise("partial", checks=checks), environment=environment("cuda", "NVIDIA T4", 1)))

    assert "- device: cuda&#58; NVIDIA T4\n" in gpu
    assert "- checks ran on: cpu &#40;1&#41;&#44; cuda&#58;NVIDIA T4 &#40;1&#41;&#44; simulated &#40;1&#41;\n" in gpu


def test_trouble_of_the_grader_is_no_score():
    """What was not graded has no figure at its top, and says whose trouble it was."""
    text = markdown(samples()["not_gradable"])

    assert text.startswith("## Not graded\n")
    assert "trouble of its own" in text
    assert "<pre>The check itself raised KeyError, on the reference solution too.</pre>" in text
    assert "Unconfined" in markdown(samples()["unconfined"])
    assert "Incomplete" in markdown(samples()["incomplete"])


def test_a_summary_fits_a_page():
    """Endless messages are cut, and a summary stays below the megabyte that a page may have."""
    long = [check("failed", message="<" * 10**6, title="_" * 10**5) for _ in range(40)]
    text = markdown(report(*(exercise("failed", f"01_modules/e{n:02}_x", checks=long) for n in range(40))))

    assert len(text.encode()) < 2**20
    assert "stands in the report" in text
    assert "(the rest is in the report)" in markdown(
        report(exercise("failed", checks=[check("failed", message="x\n" * 99)]))
    )


def summary(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "grader", "summary", str(path)], cwd=ROOT, capture_output=True, text=True, timeout=60
    )


def test_the_command_prints_the_summary(tmp_path):
    """`summary FILE` prints the Markdown of that report; what is no report is said (exit 3)."""
    whole = report(exercise("partial", checks=failing_checks()))
    storage.write(whole, tmp_path / "score.json")
    (tmp_path / "other.json").write_text(json.dumps({"score": 300}))

    done = summary(tmp_path / "score.json")
    refused = [summary(tmp_path / name) for name in ("other.json", "missing.json")]

    assert (done.returncode, done.stdout, done.stderr) == (0, markdown(whole), "")
    assert [(one.returncode, one.stdout) for one in refused] == [(3, "")] * 2
    assert all("cannot read the report" in one.stderr and "Traceback" not in one.stderr for one in refused)
