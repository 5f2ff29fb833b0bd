"""Pages, blocks of pages, and what is kept for everybody."""

import gzip
import re
from base64 import b64encode
from hashlib import sha256

import brotli
import pytest

from service.assets import asset, assets, style
from service.render import rendered
from tests.render.conftest import SamplePage

AROUND = {"path": "/", "here": "/", "me": None, "province": "tỉnh Quảng Trị"}
POLICY_STYLE = re.compile(r"style-src '(sha256-[^']+)'")


@pytest.mark.parametrize("path", ["/", "/rieng", "/khong-co"])
async def test_the_policy_allows_exactly_the_style_sheet_of_the_page(room, path: str):
    answer = await room.get(path)
    written = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    hashed = "sha256-" + b64encode(sha256(written[1].encode()).digest()).decode()
    assert POLICY_STYLE.search(answer.headers["content-security-policy"])[1] == hashed
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_page_kept_for_everybody_is_answered_once(room):
    first = await room.get("/", headers={"accept-encoding": "br"})
    assert first.headers["content-encoding"] == "br"
    assert {"HX-Request", "Cookie", "Accept-Language"} <= set(first.headers["vary"].split(", "))
    again = await room.get("/", headers={"accept-encoding": "br", "if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


async def test_another_language_and_another_encoding_are_another_answer(room):
    tags = {
        (await room.get("/", headers={"accept-encoding": encoding, "accept-language": language})).headers["etag"]
        for encoding in ("br", "gzip", "identity")
        for language in ("vi", "en")
    }
    assert len(tags) == 6


@pytest.mark.parametrize("path", ["/", "/rieng"])
async def test_every_encoding_says_the_same(room, path: str):
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}
    said = set()
    for encoding, undo in unpack.items():
        async with room.stream("GET", path, headers={"accept-encoding": encoding}) as answer:
            said.add(undo(b"".join([part async for part in answer.aiter_raw()])))
    assert len(said) == 1


async def test_a_personal_page_is_kept_nowhere(room):
    assert (await room.get("/rieng")).headers["cache-control"] == "private, no-store"


async def test_htmx_gets_the_block_alone(room):
    block = (await room.get("/rieng", headers={"hx-request": "true"})).text
    assert block.lstrip().startswith('<div class="notice alarm"')
    assert "<html" not in block


@pytest.mark.parametrize("instead", ["hx-boosted", "hx-history-restore-request"])
async def test_htmx_in_place_of_the_browser_gets_the_page(room, instead: str):
    assert "<html" in (await room.get("/rieng", headers={"hx-request": "true", instead: "true"})).text


def test_a_block_sees_what_the_top_of_its_file_imports():
    words = rendered(SamplePage(title="Một"), "vi", "content", **AROUND)
    assert "<html" not in words
    assert 'class="button" href="/"' in words


def test_what_people_write_is_escaped():
    assert "&lt;script&gt;" in rendered(SamplePage(title="x", what="<script>"), "vi", **AROUND)


def test_scripts_are_kept_for_a_year_under_a_name_of_their_own():
    assert re.fullmatch(r"/static/page\.[0-9a-f]{8}\.js", asset("page.js"))


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
async def test_files_are_served_compressed_and_immutable(room, encoding: str):
    answer = await room.get(asset("js/desk.js"), headers={"accept-encoding": encoding})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.text.startswith("// The keyboard")


async def test_an_old_or_foreign_name_is_not_found(room):
    assert (await room.get("/static/page.00000000.js")).status_code == 404
    assert (await room.get("/static/..%2f..%2fpyproject.toml")).status_code == 404


def test_the_look_stays_light():
    page = rendered(SamplePage(title="x"), "vi", **AROUND).encode()
    assert len(brotli.compress(style().encode(), quality=4)) <= 5_500  # on the wire, in every page
    assert len(brotli.compress(page, quality=4)) <= 7_000
    assert all(len(found.body.plain) < 4_000 for name, found in assets().items() if name.startswith("js/"))
