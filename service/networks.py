"""Whose tries are counted together where nobody signs in. Pure."""

from ipaddress import ip_address, ip_network

_IPV4 = 4


def network(host: str) -> str:
    """Not one address, which would be personal data, but its neighbourhood."""
    try:
        address = ip_address(host)
    except ValueError:
        return "-"
    address = getattr(address, "ipv4_mapped", None) or address  # as a server that listens to both sees all of IPv4
    return str(ip_network((address, 24 if address.version == _IPV4 else 48), strict=False))
