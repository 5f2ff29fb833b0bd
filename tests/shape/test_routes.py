"""Every route says who may come in, and each part of the house has its own guard."""

from typing import Any

import pytest

from service import guards
from service.app import create_app
from service.settings import Settings

GUARDS = {getattr(guards, name) for name in ("public", "officer", "inspector", "administrator")}
WITHOUT_SIGN_IN = {"/co-quan/dang-nhap", "/co-quan/dang-xuat"}


def routes() -> list[tuple[str, str, Any]]:
    app = create_app(Settings(secret_key="k" * 32))
    handled = [(route.path, handler) for route in app.routes for handler in route.route_handlers]
    found = [(path, method, handler) for path, handler in handled for method in handler.http_methods if method != "OPTIONS"]
    return sorted(found, key=lambda route: route[:2])  # a handler keeps its paths in a set, whose order differs from run to run


ROUTES = routes()
EACH = pytest.mark.parametrize(("path", "handler"), [(p, h) for p, _, h in ROUTES], ids=[f"{m} {p}" for p, m, _ in ROUTES])


def guards_of(handler: Any) -> set[Any]:
    return set(handler.resolve_guards()) & GUARDS


@EACH
def test_a_route_has_one_guard_or_says_public(path: str, handler: Any):
    assert len(guards_of(handler)) == 1, f"{path}: one of {[guard.__name__ for guard in GUARDS]}"


@EACH
def test_each_part_of_the_house_has_its_guard(path: str, handler: Any):
    expected = guards.public
    if path.startswith("/giam-sat"):
        expected = guards.inspector
    elif path.startswith("/quan-tri"):
        expected = guards.administrator
    elif path.startswith("/co-quan") and path not in WITHOUT_SIGN_IN:
        expected = guards.officer
    assert guards_of(handler) == {expected}


@EACH
def test_every_route_refuses_posts_of_other_sites(path: str, handler: Any):
    assert guards.same_site in handler.resolve_guards(), path


def test_addresses_are_plain_words():
    for path, _, _ in ROUTES:
        assert path == path.lower(), path
        assert path == "/" or not path.endswith("/"), path
