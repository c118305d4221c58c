"""`python -m autograder`."""

import os
import sys

# `python -m` looks for modules in the working directory first, which may be a submission with a `numpy.py` in it.
if os.path.realpath(sys.path[0]) != os.path.dirname(os.path.dirname(os.path.realpath(__file__))):
    del sys.path[0]

from autograder.main import main

main()
