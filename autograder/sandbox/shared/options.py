"""The options that the grader gives to a warm process when it starts one."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.sandbox.shared import layers


@dataclass
class Options:
    """Options of a warm process: JSON on its command line, without any secret.

    modules:     imported before the first fork.
    readable:    files and folders that Landlock lets a child read.
    scratch:     where a child's in-memory folder is mounted, "" for none.
    data:        folder of the data files, "" for none; a fork works in it or in a folder of it.
    seccomp:     the compiled filter, in hexadecimal.
    without:     layers that are left off, to measure them.
    user:        the user id that root becomes.
    notices:     language -> code -> text: the notices that learners may read in outputs.
    warm:        whether modules are imported; without them a process can only say which layers hold.
    shared:      whether several graders use the process: each asks for a fork of it that serves that grader alone.
    memory_mb, cpu_seconds, processes, output_kb, scratch_mb: the limits that a child gets.
    """

    modules: list[str] = field(default_factory=list)
    readable: list[str] = field(default_factory=list)
    scratch: str = ""
    data: str = ""
    seccomp: str = ""
    bubblewrap: bool = False
    without: list[str] = field(default_factory=list)
    figures: bool = True
    user: int = layers.NOBODY
    notices: dict[str, dict[str, str]] = field(default_factory=dict)
    warm: bool = True
    shared: bool = False
    memory_mb: int = 2048
    cpu_seconds: int = 120
    processes: int = 64
    output_kb: int = 1024
    scratch_mb: int = 16
