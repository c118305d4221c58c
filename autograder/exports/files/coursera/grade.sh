#!/usr/bin/env bash
# Coursera runs this with the part's id in partId, and the learner's files in /shared/submission. SHARED is for trying it out.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
shared="${SHARED:-/shared}"
cd "$here"
PYTHONPATH="$here/grader" exec "$here/venv/bin/python" -m autograder.exports.harness \
    --bundle "$here" --submission "$shared/submission" --output "$shared/feedback.json"
