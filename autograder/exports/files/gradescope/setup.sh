#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image. The files of the zip are then beside it, in /autograder/source.
set -euo pipefail
exec bash "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/install.sh"
