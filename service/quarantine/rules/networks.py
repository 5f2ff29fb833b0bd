"""Whose a neighbourhood of addresses is. Ratings from an agency's offices are by its people, from its desk's Wi-Fi by many. Pure."""

from collections.abc import Container
from enum import StrEnum
from ipaddress import ip_address, ip_network

import msgspec

from service.networks import network
from service.problems import Invalid, N_, Text
from service.terms import AgencyCode


class Kind(StrEnum):
    """Where its people work, or where those who come may use the Wi-Fi and the devices."""

    STAFF = "STAFF"
    DESK = "DESK"


class Registered(msgspec.Struct, frozen=True):
    """A neighbourhood as it is kept."""

    network: str
    agency_code: AgencyCode
    kind: Kind


def neighbourhood(typed: str) -> str | None:
    """Of an address, or of a network as small as a neighbourhood; None where it is neither, or nobody's on the net."""
    try:
        address = ip_address(typed.strip())
    except ValueError:
        try:
            whole = ip_network(typed.strip(), strict=False)
        except ValueError:
            return None
        near = network(str(whole.network_address))
        return near if near == str(whole) else None
    return network(str(address))


def registered(typed: str, agency: AgencyCode, kind: str, known: Container[AgencyCode]) -> Registered:
    """A neighbourhood to be kept, or what of it must be mended."""
    faults: dict[str, Text] = {}
    near = neighbourhood(typed)
    if near is None:
        faults["mang"] = N_("Xin ghi một địa chỉ, hoặc một mạng /24 (IPv6: /48). Ví dụ: 113.160.10.0/24.")
    if agency not in known:
        faults["co_quan"] = N_("Xin chọn cơ quan.")
    if kind not in set(Kind):
        faults["loai"] = N_("Xin chọn loại mạng.")
    if faults or near is None:
        raise Invalid(faults)
    return Registered(near, agency, Kind(kind))
