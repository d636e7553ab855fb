"""Forbidden: calls of the system that take memory which no limit counts, or would make further boxes in the box."""

import ctypes
import platform
import struct

AT_X86_64, AT_ARM64 = 0, 1
MACHINES = {"x86_64": (AT_X86_64, 0xC000003E), "aarch64": (AT_ARM64, 0xC00000B7)}
"""The column of the table below, and what the kernel calls the machine."""

CALLS = {
    "shmget": (29, 194),
    "msgget": (68, 186),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "io_uring_setup": (425, 425),
}
CLONE, CLONE3 = (56, 220), (435, 435)
NEW_USER = 0x1000_0000
"""The flag of clone that makes a user namespace; clone3 hides its flags, so that nobody can look at them."""

ALLOW, REFUSE, NOT_THERE = 0x7FFF_0000, 0x0005_0001, 0x0005_0026
"""Answers of the filter: go on, EPERM, and ENOSYS, after which the C library takes clone."""

LOAD, EQUAL, AT_LEAST, HAS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""Instructions of the kernel's filter."""

NUMBER, MACHINE, FIRST_ARGUMENT = 0, 4, 16
"""Where the filter finds what was called, on which machine, and with what."""


def program(machine: str) -> bytes:
    """The filter for a machine; empty for one that is not known."""
    if machine not in MACHINES:
        return b""
    at, name = MACHINES[machine]
    lines = [(LOAD, 0, 0, MACHINE), (EQUAL, 1, 0, name), (RETURN, 0, 0, REFUSE), (LOAD, 0, 0, NUMBER)]
    lines += [(AT_LEAST, 0, 1, 0x4000_0000), (RETURN, 0, 0, REFUSE)]  # numbers of a second kind, for the same calls
    for numbers in CALLS.values():
        lines += [(EQUAL, 0, 1, numbers[at]), (RETURN, 0, 0, REFUSE)]
    lines += [(EQUAL, 0, 1, CLONE3[at]), (RETURN, 0, 0, NOT_THERE), (EQUAL, 0, 3, CLONE[at])]
    lines += [(LOAD, 0, 0, FIRST_ARGUMENT), (HAS, 0, 1, NEW_USER), (RETURN, 0, 0, REFUSE), (RETURN, 0, 0, ALLOW)]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def forbid() -> None:
    """Forbid these calls to this process and all that it starts, for good; other systems than Linux go without."""
    made = program(platform.machine()) if platform.system() == "Linux" else b""
    if made:
        held = ctypes.create_string_buffer(made, len(made))
        told = ctypes.create_string_buffer(struct.pack("@HP", len(made) // 8, ctypes.addressof(held)))
        prctl = ctypes.CDLL(None).prctl
        prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS, without which no filter is taken
        prctl(22, 2, told, 0, 0)  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
