"""Whom a webhook may call: a public address, connected to exactly as it was checked.

Otherwise whoever registers a webhook could make the server speak to machines that only it
reaches. The name is resolved once, all its addresses are asked about, and the connection goes to
one of those: a name server that answers differently a second time is not asked a second time.
"""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

HTTPS = 443
THROUGH_NAT = ipaddress.ip_network("64:ff9b::/96")
"""Here an IPv4 address stands in the last 32 bits (RFC 6052): that one is asked about."""


class NotCalled(Exception):
    """The address is not called; the text is one sentence that says why."""


def not_reached() -> NotCalled:
    """Of every name that leads to no public address: what the name servers of this house answer
    is for the house, and who registers webhooks is not told which machines it has.
    """
    return NotCalled(
        _(
            "This address is not called: enter the name of a server that is reached from the "
            "public internet."
        )
    )


@dataclass(frozen=True)
class Place:
    """An address taken apart: the name for TLS and ``Host``, the port, what is asked for."""

    host: str
    port: int
    target: str

    @property
    def named(self) -> str:
        """As the header ``Host`` names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == HTTPS else f"{host}:{self.port}"


def place_of(url: str) -> Place:
    """Take an address apart; ``NotCalled`` for anything but a plain one over TLS."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port or HTTPS
    except ValueError as fault:
        raise NotCalled(_("This is no address.")) from fault
    if parts.scheme != "https" or not host:
        raise NotCalled(_("The address begins with https:// and the name of a server."))
    if parts.username or parts.password or parts.fragment:
        raise NotCalled(_("The address holds no name, password or part after #."))
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else ""
    return Place(host, port, target + query)


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a name, in the order in which they are to be tried."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise not_reached() from fault
    return list(dict.fromkeys(str(answer[4][0]) for answer in found))


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet; other notations of IPv4 are refused."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        if found in THROUGH_NAT:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if found.ipv4_mapped or found.sixtofour or found.teredo or found.is_site_local:
            return False
    inside = found.is_private or found.is_loopback or found.is_link_local or found.is_reserved
    return found.is_global and not (inside or found.is_multicast or found.is_unspecified)


def checked(place: Place, find: Callable[[str, int], list[str]] = resolve) -> list[str]:
    """The addresses to connect to; ``NotCalled`` unless the name has some and all are public."""
    may_call: Callable[[str], bool] = import_string(settings.WEBHOOKS_MAY_CALL)
    found = find(place.host, place.port)
    if not all(map(may_call, found)):
        raise not_reached()
    return found
