"""A plugin for `nbgrader zip_collect`: archives that learners made are unpacked without links, and each on its own."""

from __future__ import annotations

import os
import shutil
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from nbgrader.plugins.zipcollect import ExtractorPlugin
from nbgrader.utils import unzip

from autograder.grading.folder import shown
from autograder.nbgrader_plugins.logs import clean_log
from autograder.words import say

MOST_BYTES = 2 * 10**9  # that one archive may unpack to
DEEPEST = 5  # archives in archives


class ExtractArchives(ExtractorPlugin):  # type: ignore[misc]
    """Unpacks the archives of a folder, and archives in them; for `c.ZipCollectApp.extractor_plugin`.

    nbgrader's own plugin stops at the first archive that cannot be unpacked. This one says why, and continues with the next.
    Links, in an archive or beside one, are left out.
    """

    def extract(self, archive_path: str, extracted_path: str) -> None:
        clean_log(self.log)
        for folder, _, names in os.walk(archive_path):
            target = Path(extracted_path) / os.path.relpath(folder, archive_path)
            target.mkdir(parents=True, exist_ok=True)
            for name in sorted(names):
                self._take(Path(folder, name), target)

    def _take(self, path: Path, target: Path) -> None:
        """Unpack one archive into a folder of its name below `target`, or copy another file there."""
        if path.is_symlink() or not path.is_file():
            self.log.error("%s", say("collect.no_file", path=shown(path)))
        elif path.suffix in self.zip_ext:
            self._unpack(path, target)
        else:
            shutil.copy(path, target / path.name, follow_symlinks=False)

    def _unpack(self, archive: Path, target: Path, depth: int = 1) -> None:
        """Unpack an archive, and archives in it. depth: how many archives it is in, with itself."""
        made = target / _stem(archive)
        try:
            if depth > DEEPEST or sum(size for _, size, _ in _members(archive)) > MOST_BYTES:
                self.log.error("%s", say("collect.too_large", path=shown(archive), gigabytes=MOST_BYTES // 10**9))
                return
            links = [name for name, _, is_link in _members(archive) if is_link]
            unzip(str(archive), str(target), zip_ext=self.zip_ext, create_own_folder=True, tree=False)
        except Exception as error:  # an odd archive makes its libraries raise anything
            self.log.error("%s", say("collect.unusable", path=shown(archive), reason=shown(error).rstrip(".")))
            shutil.rmtree(made, ignore_errors=True)
            return
        for name in links:
            self.log.warning("%s", say("collect.link", path=shown(archive), name=shown(name)))
            link = made / name
            if link.is_relative_to(made) and ".." not in link.parts and (link.is_file() or link.is_symlink()):
                link.unlink()
        for inner in sorted(_archives(made, self.zip_ext)):
            self._unpack(inner, inner.parent, depth + 1)


def _stem(archive: Path) -> str:
    """Return the name of the folder that nbgrader unpacks an archive into."""
    name = archive.stem
    return os.path.splitext(name)[0] if os.path.splitext(name)[1] == ".tar" else name


def _members(archive: Path) -> Iterator[tuple[str, int, bool]]:
    """Yield name, size in bytes and whether it is a link, of each member of an archive. Nothing is unpacked."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as found:
            for each in found.infolist():
                yield each.filename, each.file_size, stat.S_ISLNK(each.external_attr >> 16)
        return
    total = 0
    with tarfile.open(archive) as packed:
        for member in packed:
            total += member.size
            yield member.name, member.size, member.issym() or member.islnk()
            if total > MOST_BYTES:
                return


def _archives(folder: Path, endings: list[str]) -> Iterator[Path]:
    """Yield the archives below a folder; other links and special files do not count."""
    for path in folder.rglob("*"):
        if path.suffix in endings and not path.is_symlink() and path.is_file():
            yield path
