"""The CI: workflows that their linters pass, and a grading job that fails only where there is no score."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checkout import Checkout
from grader.catalog import ROOT
from workflows import lint

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))

# A change of a sound workflow, and a word of the complaint that it brings.
BROKEN = {
    "a misspelt key of a step": ("        run: .ci/run", "        rum: .ci/run", "rum"),
    "a misspelt key of a job": ("timeout-minutes:", "timeout-minute:", "timeout-minute"),
    "an event that there is not": ("  pull_request:", "  pull_requests:", "pull_requests"),
    "no YAML": ("jobs:", "jobs: [", "Failed to parse"),
    "a trigger with secrets": ("  pull_request:", "  pull_request_target:", "dangerous-triggers"),
    "an action by its tag": ("@de0fac2e4500dabe0009e67214ff5f5447ce83dd", "@v6", "unpinned-uses"),
    "a title as a command": (".ci/run\n", "echo ${{ github.event.pull_request.title }}\n", "template-injection"),
    "a token left on the disk": ("persist-credentials: false", "fetch-depth: 1", "artipacked"),
    "a right to write": ("contents: read", "contents: write", "excessive-permissions"),
}


def folder_with(folder: Path, text: str) -> Path:
    workflows = folder / ".github" / "workflows"
    workflows.mkdir(parents=True)
    (workflows / "ci.yml").write_text(text)
    return folder


def test_the_workflows_are_in_order():
    """No linter complains about a workflow of ours."""
    assert WORKFLOWS
    assert lint(ROOT) == []


@pytest.mark.parametrize(("sound", "broken", "word"), BROKEN.values(), ids=list(BROKEN))
def test_a_broken_workflow_is_found(tmp_path, sound, broken, word):
    """What makes a workflow wrong or dangerous is complained about by name."""
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text()
    assert sound in text

    assert word in "".join(lint(folder_with(tmp_path, text.replace(sound, broken))))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_submissions_get_no_more_than_they_need(path):
    """No workflow has a secret, confinement is never left off, every job ends by itself, every script is there."""
    text = path.read_text()

    assert "secrets." not in text and "--allow-unconfined" not in text
    assert text.count("runs-on:") == text.count("timeout-minutes:") > 0
    for script in re.findall(r"run: (?:kata/)?(\.ci/\w+)", text):
        assert os.access(ROOT / script, os.X_OK)


# -- .ci/grade

# Stands in for the installation alone: what it would have installed is what this test runs on.
NO_INSTALLATION = f"""#!/bin/sh
mkdir -p .venv/bin .nox/shared/bin
printf '#!/bin/sh\\n' | tee .venv/bin/pip > .venv/bin/nox
printf '#!/bin/sh\\nexec {sys.executable} "$@"\\n' > .nox/shared/bin/python
chmod +x .venv/bin/* .nox/shared/bin/*
"""


class Runner:
    """A CI runner with a checkout of the grader, and a folder beside it for the submission and the report."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.checkout = Checkout(folder / "kata")
        shutil.copytree(ROOT / ".ci", folder / "kata" / ".ci")
        (folder / "bin").mkdir()
        (folder / "bin" / "python3").write_text(NO_INSTALLATION)
        (folder / "bin" / "python3").chmod(0o755)
        self.report, self.page = folder / "score.json", folder / "page.md"

    def grade(self, submission: str, *options: str) -> int:
        """Run the step; return its exit code."""
        environment = self.checkout.environment(
            PATH=f"{self.folder / 'bin'}:{os.environ['PATH']}", CI="true", GITHUB_STEP_SUMMARY=str(self.page)
        )
        command = ["kata/.ci/grade", submission, "score.json", *options]
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, timeout=300).returncode


@pytest.fixture
def runner(tmp_path) -> Runner:
    return Runner(tmp_path)


@pytest.mark.parametrize(("submission", "score"), [("kata/solutions", "5 / 5"), ("kata/exercises", "0 / 5")])
def test_a_score_is_no_failure_of_the_job(runner, submission, score):
    """Full marks and lost points both end the step well, with the report and the score on the page."""
    assert runner.grade(submission, "e01") == 0
    assert runner.report.exists()
    assert runner.page.read_text().startswith(f"## Score {score}\n")


def test_an_ungradable_run_fails_the_job(runner):
    """A grader in trouble ends the step with its code, its report and no score on the page."""
    probes = runner.checkout.exercises[0].probes
    probes.write_text(probes.read_text() + "\nimport no_such_module\n")

    assert runner.grade("kata/solutions", "e01") == 3
    assert runner.report.exists()
    assert runner.page.read_text().startswith("## Not graded\n")
    assert "no_such_module" in runner.page.read_text()


@pytest.mark.parametrize(("options", "code"), [(["e01", "--require-gpu"], 3), (["--no-such-option"], 2)])
def test_an_old_report_is_not_taken_for_a_new_one(runner, options, code):
    """Where nothing could be graded, the step fails, and the report of another submission is gone."""
    runner.report.write_text("{}")

    assert runner.grade("kata/solutions", *options) == code
    assert not runner.report.exists()
    assert runner.page.read_text().startswith("## Not graded\n")
