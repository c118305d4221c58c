"""Read the settings that a user, or the machine, has for nbgrader in all courses: Jupyter's configuration folders.

nbgrader reads `jupyter_config` and `nbgrader_config` (`.py`, then `.json`) in each of these folders, from the least to the
most particular, and the course's own file last. A file that fails is passed over, as nbgrader passes it over.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from autograder.course.finding import may_be_handed_in
from autograder.errors import CourseError

NAMES = ("jupyter_config", "nbgrader_config")


def personal_config(root: Path) -> Any:
    """Return these settings, a traitlets Config. A folder that may hold what learners handed in is not read.

    root: of the course, absolute.
    Raises CourseError for a file that is there and cannot be read.
    """
    from traitlets.config.loader import Config, ConfigFileNotFound, JSONFileConfigLoader, PyFileConfigLoader

    found = Config()
    for name in NAMES:
        for folder in reversed(trusted_folders(root)):
            for loader, ending in ((PyFileConfigLoader, ".py"), (JSONFileConfigLoader, ".json")):
                try:
                    found.merge(loader(f"{name}{ending}", path=str(folder)).load_config())
                except ConfigFileNotFound:
                    continue
                except OSError as error:  # it is there, and limits that it sets must not be lost
                    path = str(folder / f"{name}{ending}")
                    raise CourseError("notebook.unreadable", path=path, reason=error.strerror) from error
                except (Exception, SystemExit):  # a program of the user's, which can raise anything
                    continue
    return found


def trusted_folders(root: Path) -> list[Path]:
    """Return the folders that are read, the most particular first."""
    from jupyter_core.paths import jupyter_config_dir, jupyter_config_path

    paths = jupyter_config_path()
    paths = paths if jupyter_config_dir() in paths else [jupyter_config_dir(), *paths]
    folders = [Path(os.path.realpath(path)) for path in paths]
    return [folder for folder in folders if folder.is_dir() and not may_be_handed_in(folder, root)]
