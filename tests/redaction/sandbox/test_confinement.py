"""A confined process reaches no network, uses no more than its share and dies with its parent."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from redaction.confinement import FILTER, HOOK, NAMESPACE

PREAMBLE = """
import ctypes, os, socket, sys
from redaction.confinement import confine
from redaction.limits import Limits
measures = confine(Limits(memory_bytes=1 << 30))
def refused(act):
    try:
        act()
    except OSError:
        return "refused"
    return "allowed"
"""


def confined(code: str) -> str:
    """Return what ``code`` prints in a process that is confined."""
    run = subprocess.run(
        [sys.executable, "-c", PREAMBLE + textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


@pytest.mark.parametrize(
    "act",
    [
        pytest.param("socket.socket(socket.AF_INET, socket.SOCK_STREAM)", id="tcp"),
        pytest.param("socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)", id="udp-over-6"),
        pytest.param("socket.getaddrinfo('localhost', 80)", id="name-lookup"),
        pytest.param("socket.create_connection(('127.0.0.1', 9))", id="connection"),
    ],
)
def test_no_socket_leads_out(act: str) -> None:
    assert confined(f"print(refused(lambda: {act}))") == "refused"


def test_no_library_gets_a_socket_past_python() -> None:
    answer = confined(
        """
        kernel = ctypes.CDLL(None, use_errno=True)
        print(measures)
        print(kernel.socket(2, 1, 0), kernel.socket(1, 1, 0) >= 0)
        """
    ).splitlines()
    if FILTER not in answer[0]:
        pytest.skip("this kernel takes no filter of system calls")
    assert answer[1] == "-1 True"


def test_the_loopback_is_gone_where_the_kernel_gives_a_namespace() -> None:
    answer = confined(
        "print(measures); print(open('/proc/self/net/route').read().count(chr(10)))"
    ).splitlines()
    if NAMESPACE not in answer[0]:
        pytest.skip("this system gives no network namespaces")
    assert int(answer[1]) <= 1


def test_python_is_guarded_even_without_the_kernel() -> None:
    assert HOOK in confined("print(measures)")


def test_memory_beyond_the_limit_is_an_error_and_not_the_machine_s_trouble() -> None:
    answer = confined(
        """
        try:
            bytearray(2 << 30)
        except MemoryError:
            print("refused")
        """
    )
    assert answer == "refused"


def test_limits_are_set_for_files_cores_and_processor() -> None:
    answer = confined(
        """
        import resource as r
        print(r.getrlimit(r.RLIMIT_CORE)[0], r.getrlimit(r.RLIMIT_NOFILE)[0] <= 1024,
              r.getrlimit(r.RLIMIT_FSIZE)[0] <= 1 << 30, r.getrlimit(r.RLIMIT_CPU)[0])
        """
    )
    assert answer == "0 True True 61"


def test_pages_done_raise_the_limit_of_processor_time_but_never_past_the_ceiling() -> None:
    answer = confined(
        """
        import resource as r
        from redaction.confinement import allow_processor_time
        allow_processor_time(90)
        now = r.getrlimit(r.RLIMIT_CPU)[0]
        allow_processor_time(10 ** 9)
        soft, hard = r.getrlimit(r.RLIMIT_CPU)
        print(now, soft == hard)
        """
    )
    assert answer == "90 True"


def test_a_child_dies_with_its_parent() -> None:
    script = """
        import os, signal, subprocess, sys
        code = "import os,signal,sys;from redaction.confinement import confine;" \\
               "from redaction.limits import Limits;confine(Limits());" \\
               "print('ready',flush=True);signal.pause()"
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        child.stdout.readline()
        print(child.pid, flush=True)
        os._exit(0)
    """
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    # run() returned: the pipe that parent and child shared is closed, so both are gone.
    assert int(run.stdout) > 0
