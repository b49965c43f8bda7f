"""Taking rights away from this process, for good: before it parses what strangers wrote.

Promises, on Linux, limits on memory, processor time, files and core dumps, and
death with the parent. Network is taken away three times over where the kernel
lets us: an empty network namespace, a system call filter that refuses every
socket but local ones, and an audit hook for Python's own. The filter knows x86-64
and ARM64; ``confine`` says which measures hold. Files of the same user stay readable.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import socket
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from redaction.limits import Limits

NAMESPACE: Final = "network-namespace"
FILTER: Final = "system-call-filter"
HOOK: Final = "audit-hook"

_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000
_PR_SET_PDEATHSIG: Final = 1
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2
_IO_URING_SETUP: Final = 425

_AUDIT_ARCH: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_SOCKET_CALL: Final = {"x86_64": 41, "aarch64": 198}
_X32_CALLS: Final = 0x40000000  # a second set of numbers for the same calls on x86-64

_NETWORK_EVENTS: Final = frozenset(
    {
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "socket.sendmsg",
        "socket.sendto",
    }
)


def confine(limits: Limits) -> tuple[str, ...]:
    """Bind this process and its children to ``limits``; return the measures against network.

    There is no way back. Call it while the process has one thread.
    """
    _die_with_parent()
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, limits.memory_bytes)
    _limit(resource.RLIMIT_FSIZE, limits.file_bytes)
    _limit(resource.RLIMIT_NOFILE, limits.open_files)
    _limit(resource.RLIMIT_CPU, limits.cpu_after(0), limits.cpu_after(limits.pages))
    measures = [HOOK]
    if _leave_network():
        measures.append(NAMESPACE)
    if _filter_calls():
        measures.append(FILTER)
    sys.addaudithook(_refuse_network)
    return tuple(measures)


def allow_processor_time(seconds: int) -> None:
    """Raise this process's limit of processor time to ``seconds`` in all."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    ceiling = seconds if hard == resource.RLIM_INFINITY else min(seconds, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (ceiling, hard))


def _limit(what: int, amount: int, ceiling: int | None = None) -> None:
    _, hard = resource.getrlimit(what)
    top = amount if ceiling is None else ceiling
    if hard != resource.RLIM_INFINITY:
        top = min(top, hard)
    resource.setrlimit(what, (min(amount, top), top))


def _kernel() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        _kernel().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _leave_network() -> bool:
    """Move to a network namespace with nothing in it; a user namespace gives the right to."""
    if sys.platform != "linux":
        return False
    kernel, user, group = _kernel(), os.getuid(), os.getgid()
    if kernel.unshare(_CLONE_NEWNET) == 0:
        return True
    if kernel.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    own = Path("/proc/self")
    try:
        own.joinpath("setgroups").write_text("deny")
        own.joinpath("uid_map").write_text(f"{user} {user} 1")
        own.joinpath("gid_map").write_text(f"{group} {group} 1")
    except OSError:
        # Without a map this process is nobody, which reads and computes as well.
        return True
    return True


def _filter_calls() -> bool:
    """Have the kernel refuse sockets other than local ones, whatever library asks."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _AUDIT_ARCH:
        return False
    program = _program(machine)
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    kernel = _kernel()
    if kernel.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(kernel.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, header, 0, 0) == 0)


def _program(machine: str) -> bytes:
    """Return the filter in the kernel's packet filter language."""
    load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
    number, architecture, first_argument = 0, 4, 16
    allow, refuse = 0x7FFF0000, 0x00050000 | errno.EACCES
    x32 = _X32_CALLS if machine == "x86_64" else 0xFFFFFFFF
    steps = [
        (load, 0, 0, architecture),
        (equal, 0, 7, _AUDIT_ARCH[machine]),
        (load, 0, 0, number),
        (at_least, 5, 0, x32),
        (equal, 4, 0, _IO_URING_SETUP),
        (equal, 0, 2, _SOCKET_CALL[machine]),
        (load, 0, 0, first_argument),
        (equal, 0, 1, int(socket.AF_UNIX)),
        (answer, 0, 0, allow),
        (answer, 0, 0, refuse),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in _NETWORK_EVENTS:
        raise PermissionError(errno.EACCES, event)
    if event == "socket.__new__" and arguments[1] != socket.AF_UNIX:
        raise PermissionError(errno.EACCES, event)
