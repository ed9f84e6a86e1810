"""What a process that runs what strangers send may not do: use a network, take ever more memory, go first."""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES = 38


@dataclass(frozen=True, slots=True)
class _Machine:
    """The numbers by which a kind of processor knows itself, and the calls of the system that matter here."""

    audit: int
    socket: int
    seccomp: int


_MACHINES = {"x86_64": _Machine(0xC000003E, 41, 317), "aarch64": _Machine(0xC00000B7, 198, 277)}
# The same everywhere; by its rings sockets could be made without the call.
_IO_URING_SETUP = 425
_SET_FILTER, _ALL_THREADS = 1, 1
# Instructions of the filter, as <linux/bpf_common.h> and <linux/seccomp.h> number them.
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER, _ARCHITECTURE = 0, 4
_ALLOWED, _REFUSED = 0x7FFF0000, 0x00050000 | 1  # with the error EPERM


def leave_network() -> bool:
    """Be without a network from here on; whether the system helped with that.

    Linux has two ways, and takes either from processes without privileges unless it is set up otherwise: a network of
    one's own that leads nowhere, which many containers do not allow, and a filter that makes no sockets any more, which
    they do. Both are tried, and each is enough.
    """
    if sys.platform != "linux":
        return False
    done = [_tried(leave_for_a_network_of_ones_own), _tried(make_no_sockets)]
    return any(done)


def leave_for_a_network_of_ones_own(libc: ctypes.CDLL) -> bool:
    """Move to an empty network namespace; only a process with one thread can."""
    return bool(libc.unshare(_NEW_USER | _NEW_NETWORK) == 0)


def make_no_sockets(libc: ctypes.CDLL) -> bool:
    """Let the system refuse every further socket to all threads of this process."""
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    program = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_IF_EQUAL, 0, 4, machine.audit),  # what calls as another processor would is refused whatever it wants
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_IF_EQUAL, 2, 0, machine.socket),
        (_JUMP_IF_EQUAL, 1, 0, _IO_URING_SETUP),
        (_RETURN, 0, 0, _ALLOWED),
        (_RETURN, 0, 0, _REFUSED),
    ]
    text = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *each) for each in program))
    known = ctypes.create_string_buffer(struct.pack("@HP", len(program), ctypes.addressof(text)))
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.syscall(machine.seccomp, _SET_FILTER, _ALL_THREADS, known) == 0)


def _tried(way: Callable[[ctypes.CDLL], bool]) -> bool:
    try:
        return way(ctypes.CDLL(None, use_errno=True))
    except (OSError, AttributeError):
        return False


def limit_memory(more: int) -> None:
    """Let this process take so many bytes of address space beyond what it has."""
    try:
        import resource
    except ImportError:  # there is no such limit on Windows
        return
    try:
        has = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:  # only Linux tells
        has = 2**30
    resource.setrlimit(resource.RLIMIT_AS, (has + more, resource.getrlimit(resource.RLIMIT_AS)[1]))


def give_way(pid: int) -> None:
    """Let every other process go first."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, pid, 19)
