#!/usr/bin/env bash
# Grade the notebook in the checkout. The workflow runs this after install.sh.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
checkout="${GITHUB_WORKSPACE:-$PWD}"
python="$here/venv/bin/python"
[ -x "$python" ] || python=python3 # a service grades: nothing is installed
# The bundle itself holds the instructor's notebook, so only the learner's files are looked at.
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
tar -C "$checkout" --exclude ./.git --exclude ./.github -cf - . | tar -C "$work" -xf -
cd "$here"
PYTHONPATH="$here/grader" "$python" -m autograder.exports.harness \
    --bundle "$here" --submission "$work" --output "${RESULT:-$checkout/result.json}"
