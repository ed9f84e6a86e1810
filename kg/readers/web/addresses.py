"""Which machines may be asked: public ones, and private ones that a setting names.

A page that is fetched on somebody's behalf must not reach what only stands within their own network. Names are
resolved here, every address that a name has is checked, and the connection goes to a checked address: a name that
changes its address between check and connection (DNS rebinding) gains nothing. Redirections connect through the same
gate.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import httpcore2

from kg.errors import InputError

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_allowed(address: Address, private: Sequence[Network] = ()) -> bool:
    """Is it an address of the public network, or in one of the private networks that are named?

    Examples
    --------
    >>> is_allowed(ipaddress.ip_address("10.0.0.1")), is_allowed(ipaddress.ip_address("::ffff:10.0.0.1"))
    (False, False)
    """
    inner = _embedded(address)
    if inner is not None:
        return is_allowed(inner, private)
    if any(address.version == network.version and address in network for network in private):
        return True
    return address.is_global and not address.is_multicast and not address.is_reserved


def _embedded(address: Address) -> Address | None:
    """The IPv4 address that an IPv6 address stands for: mapped, 6to4, Teredo or NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def resolve(host: str, port: int, private: Sequence[Network] = ()) -> list[str]:
    """The addresses of a host, all of them allowed.

    Raises
    ------
    InputError
        The host is unknown, or one of its addresses is private.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(f"the host {host} is not known", remedy="check the address and the network") from error
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    for address in addresses:
        if not is_allowed(ipaddress.ip_address(address.split("%")[0]), private):
            raise InputError(
                f"{host} is at {address}, within a private network",
                remedy="name the network in KG_PRIVATE if it may be read",
            )
    return addresses


class Gate(httpcore2.NetworkBackend):
    """Opens connections to allowed addresses only, none of which lasts beyond the deadline.

    Parameters
    ----------
    private : sequence of Network
        Private networks that may be reached.

    Attributes
    ----------
    deadline : float
        In the time of `time.monotonic`; set before each request.
    """

    def __init__(self, private: Sequence[Network] = ()) -> None:
        self.deadline = float("inf")
        self._private = private
        self._backend = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of the host that answers."""
        failure: Exception | None = None
        for address in resolve(host, port, self._private):
            try:
                stream = self._backend.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self)
        raise failure or httpcore2.ConnectError("it has no address")

    def left(self, timeout: float | None) -> float:
        """Seconds that an operation may still take.

        Raises
        ------
        httpcore2.ReadTimeout
            None are left.
        """
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time is up")
        return left if timeout is None else min(timeout, left)


class _Timed(httpcore2.NetworkStream):
    """A connection on which a slow trickle of bytes does not begin the time anew."""

    def __init__(self, stream: httpcore2.NetworkStream, gate: Gate) -> None:
        self._stream = stream
        self._gate = gate

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._gate.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._gate.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: object, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._gate.left(timeout))  # type: ignore[arg-type]
        return _Timed(stream, self._gate)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
