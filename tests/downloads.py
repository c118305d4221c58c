"""Make downloads as learning platforms and packing programs make them, for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

Content = bytes | str


class RawName(zipfile.ZipInfo):
    """An entry whose name is written as bytes, without the mark that says UTF-8: as Chinese Windows programs do it."""

    def __init__(self, raw: bytes, time: tuple[int, int, int, int, int, int] = (2026, 11, 1, 12, 0, 0)) -> None:
        super().__init__(raw.decode("cp437"), time)
        self.raw = raw

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.raw, 0


def zipped(files: Mapping[str, Content], encoding: str = "utf-8") -> bytes:
    """Return a zip file with these files. encoding: of the names; another than UTF-8 is written without the mark."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry: str | zipfile.ZipInfo = name if encoding == "utf-8" else RawName(name.encode(encoding))
            archive.writestr(entry, data)
    return content.getvalue()


def zip_file(path: Path, files: Mapping[str, Content], encoding: str = "utf-8") -> Path:
    """Write a zip file with these files."""
    path.write_bytes(zipped(files, encoding))
    return path


def folder(path: Path, files: Mapping[str, Content]) -> Path:
    """Write these files below a folder."""
    for name, data in files.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
