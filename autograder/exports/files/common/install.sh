#!/usr/bin/env bash
# Install the packages of requirements.lock, each with its hash, into an environment beside this file. pip is used as it is
# configured here.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

# Other users of this machine, as which learners' code runs, have no business here.
chmod -R go= "$here/course"

# The layers of the sandbox. Without them the grader uses those that the kernel has; with too few, it refuses to grade.
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null && ! command -v bwrap > /dev/null; then
    apt-get update -qq || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends bubblewrap libseccomp2 python3-venv || true
fi

found=
for python in ${PYTHON:-} python3.14 python3.13 python3.12 python3.11 python3; do
    if command -v "$python" > /dev/null && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        found="$python"
        break
    fi
done
if [ -z "$found" ]; then
    echo "There is no Python 3.11 or newer here; choose a base image that has one, such as Ubuntu 24.04." >&2
    exit 1
fi

"$found" -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir --require-hashes \
    -r "$here/requirements.lock"
# Compiled once, so that no submission waits for it.
"$here/venv/bin/python" -m compileall -q "$here/grader" || true
