#!/usr/bin/env bash
# Install the packages of requirements.lock, each with its hash, into an environment beside this file. pip is used as it is
# configured here.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

# Other users of this machine, as which learners' code runs, have no business here.
chmod -R go= "$here/course"

# Set `found` to a Python that is new enough and can make environments.
find_python() {
    for found in ${PYTHON:-} python3.14 python3.13 python3.12 python3.11 python3; do
        if command -v "$found" > /dev/null &&
            "$found" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then
            return 0
        fi
    done
    return 1
}

# The layers of the sandbox. Without them the grader uses those that the kernel has; with too few, it refuses to grade.
missing=
command -v bwrap > /dev/null || missing="bubblewrap libseccomp2"
find_python || missing="$missing python3 python3-venv"
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    apt-get update -qq || true
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing || true
fi
if ! find_python; then
    echo "There is no Python 3.11 or newer here; choose a base image that has one, such as Ubuntu 24.04." >&2
    exit 1
fi

"$found" -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir --require-hashes \
    -r "$here/requirements.lock"
# Compiled once, so that no submission waits for it.
"$here/venv/bin/python" -m compileall -q "$here/grader" || true
