from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from machine import need, need_confinement

from autograder.sandbox.shared import confinement, layers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Only Linux has these layers.")
ROOT = Path(confinement.__file__).parents[3]


def confined(code: str) -> str:
    """Return what this code prints in a separate process, because layers cannot be taken off again."""
    text = f"import os, sys, resource\nfrom autograder.sandbox.shared import confinement\n{code}"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", text], capture_output=True, text=True, timeout=60, env=environment, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_landlock_opens_only_what_was_allowed(tmp_path: Path) -> None:
    need(confinement.landlock_abi(), "This kernel has no Landlock.")
    for name in ("open", "scratch", "closed"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    code = f"""
os.chdir({str(tmp_path)!r})
confinement.forbid_new_privileges()
assert confinement.landlock(["open", "/not/there"], ["scratch"])
def can(action):
    try: action(); return True
    except PermissionError: return False
print(can(lambda: open("open/file").read()), can(lambda: open("open/file", "a")), can(lambda: open("open/new", "w")),
      can(lambda: open("scratch/new", "w")), can(lambda: os.mkdir("scratch/sub")), can(lambda: os.remove("scratch/file")),
      can(lambda: open("closed/file")), can(lambda: os.listdir("closed")), can(lambda: os.symlink("/", "scratch/link")))"""
    assert confined(code) == "True False False True True True False False False"


def test_without_a_filter_there_is_no_seccomp() -> None:
    assert confinement.seccomp(b"") is False


def test_a_filter_that_is_not_one_does_not_hold() -> None:
    code = "confinement.forbid_new_privileges(); print(confinement.seccomp(b'x' * 16))"
    assert confined(code) == "False"


def test_resources_are_limited_soft_and_hard() -> None:
    code = """
confinement.limit_resources(memory=1 << 30, cpu_seconds=7, file_size=4096, processes=9)
print([resource.getrlimit(r) for r in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC,
                                       resource.RLIMIT_CORE)])
try: bytearray(1 << 31)
except MemoryError: print("no room")"""
    assert confined(code) == "[(1073741824, 1073741824), (7, 7), (4096, 4096), (9, 9), (0, 0)]\nno room"


def test_a_lower_hard_limit_of_the_machine_stays() -> None:
    code = """
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
confinement.limit_resources(memory=1 << 30, cpu_seconds=7, file_size=0, processes=9)
print(resource.getrlimit(resource.RLIMIT_CPU))"""
    assert confined(code) == "(5, 5)"


def test_root_becomes_nobody_and_still_imports() -> None:
    need(os.getuid() == 0, "Only root can become somebody else.")
    code = "confinement.drop_root([sys.base_prefix])\nimport sqlite3\nprint(os.getresuid(), os.getresgid(), os.getgroups())"
    nobody = (layers.NOBODY,) * 3
    assert confined(code) == f"{nobody} {nobody} []"


def test_packages_in_a_folder_that_is_closed_to_others_can_still_be_imported(tmp_path: Path) -> None:
    """As where the environment is in root's home, and Python is the system's."""
    need(os.getuid() == 0, "Only root can become somebody else.")
    (tmp_path / "home" / "packages").mkdir(parents=True)
    (tmp_path / "home" / "packages" / "late.py").write_text("answer = 42")
    (tmp_path / "home").chmod(0o700)
    code = (
        f"sys.path.append({str(tmp_path / 'home' / 'packages')!r})\n"
        "confinement.drop_root([sys.base_prefix, *filter(os.path.isdir, sys.path)])\n"
        "import late\nprint(late.answer, os.getuid())"
    )
    assert confined(code) == f"42 {layers.NOBODY}"


def test_a_user_who_is_not_root_stays() -> None:
    need(os.getuid() == 0, "Only root can try.")
    code = "os.setresuid(1234, 1234, 1234)\nconfinement.drop_root(['/'])\nprint(os.getuid())"
    assert confined(code) == "1234"


def test_a_process_that_is_not_dumpable_hides_itself() -> None:
    code = "confinement.set_dumpable(False)\nprint(os.stat('/proc/self/fd').st_uid)"
    if os.getuid() == 0:
        code = "os.setresuid(1234, 1234, 1234)\n" + code
    assert confined(code) == "0"


def test_a_fork_without_namespaces_is_a_fork() -> None:
    code = """
pid = confinement.fork(False)
if pid == 0: os._exit(7)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))"""
    assert confined(code) == "7"


def test_a_fork_into_namespaces_is_alone_in_them() -> None:
    need_confinement()
    code = """
reader, writer = os.pipe()
try: pid = confinement.fork(True)
except OSError: print("refused"); sys.exit()
if pid == 0:
    os.write(writer, f"{os.getpid()} {os.listdir('/sys/class/net') and os.getuid()}".encode())
    os._exit(0)
os.waitpid(pid, 0)
print(os.read(reader, 100).decode())"""
    answer = confined(code)
    need(answer != "refused", "The kernel makes no namespaces for this user.")
    assert answer.startswith("1 ")
