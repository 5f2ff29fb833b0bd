"""One page, one template, one Struct, one handler, of the same name. A template uses what its Struct has, all of it, nothing else."""

import importlib
import re
from typing import Any

import pytest
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from service.assets import STATIC, STYLE
from service.render import TEMPLATES, Page, environment

GIVEN = frozenset(
    {"lang", "asset", "css", "htmx_config", "path", "here", "me", "province", "_", "gettext", "ngettext", "pgettext", "npgettext"}
)
OWN_NAMES = {"Lắng", "Nghe", "Tiếng", "Việt"}  # the service, and a language in its own words
ALL = sorted(TEMPLATES.rglob("*.html"))
NAMES = [str(file.relative_to(TEMPLATES)) for file in ALL]
EACH = pytest.mark.parametrize("name", NAMES)


def pages() -> list[type[Page]]:
    """Every page of the service."""
    service = TEMPLATES.parents[1] / "service"
    for file in sorted([*service.glob("*/pages.py"), *service.glob("*/pages/*.py"), service / "errors.py"]):
        importlib.import_module(".".join(file.relative_to(service.parent).with_suffix("").parts))
    found, new = set[type[Page]](), [Page]
    while new:
        new = [below for page in new for below in page.__subclasses__()]
        found |= set(new)
    return sorted((page for page in found if page.template and page.__module__.startswith("service.")), key=lambda page: page.template)


PAGES = pages()
EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.template)


def parsed(name: str) -> nodes.Template:
    return environment("vi").parse((TEMPLATES / name).read_text("utf-8"))


def reached(name: str, *, imports: bool) -> set[str]:
    """A template and those it extends or includes, which see its variables; imported macros do not."""
    kinds: tuple[Any, ...] = (nodes.Extends, nodes.Include) + (nodes.Import, nodes.FromImport) * imports
    found, new = {name}, {name}
    while new:
        new = {other for known in new for node in parsed(known).find_all(kinds) for other in _named(node)} - found
        found |= new
    return found


def _named(node: Any) -> list[str]:
    """The template a tag names; one put together at run time may be any that fits its constant parts."""
    if isinstance(node.template, nodes.Const):
        return [node.template.value]
    parts = node.template.nodes if isinstance(node.template, nodes.Concat) else []
    pattern = "".join(re.escape(part.value) if isinstance(part, nodes.Const) else r"\w+" for part in parts)
    return [name for name in NAMES if pattern and re.fullmatch(pattern, name)]


def asked_for(name: str) -> set[str]:
    """What a template takes from its context; what its top imports, sets or defines, its blocks see too."""
    tree = parsed(name)
    own: set[str] = set()
    for node in tree.body:
        if isinstance(node, nodes.FromImport):
            own |= {names if isinstance(names, str) else names[1] for names in node.names}
        elif isinstance(node, nodes.Import):
            own.add(node.target)
        elif isinstance(node, nodes.Macro):
            own.add(node.name)
        elif isinstance(node, nodes.Assign):
            own |= {target.name for target in (node.target, *node.target.find_all(nodes.Name)) if isinstance(target, nodes.Name)}
    return find_undeclared_variables(tree) - own


@EACH_PAGE
def test_page_template_and_handler_have_one_name(page: type[Page]):
    folder, _, file = page.template.partition("/")
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", page.__name__.removesuffix("Page")).lower()
    assert page.__name__.endswith("Page")
    assert file == f"{name}.html"
    if page.__module__ != "service.errors":
        assert f"{page.__module__}.".startswith(f"service.{folder}.pages.")
        assert hasattr(importlib.import_module(page.__module__), name), f"no handler {name}"


def test_every_template_is_somebodys():
    used = set().union(*(reached(page.template, imports=True) for page in PAGES))
    assert set(NAMES) - used - {"layouts/print.html"} == set()
    assert len({page.template for page in PAGES}) == len(PAGES)


@EACH_PAGE
def test_a_template_uses_the_fields_of_its_page_and_no_other(page: type[Page]):
    asked = set().union(*(asked_for(name) for name in reached(page.template, imports=False)))
    assert asked - GIVEN - set(page.__struct_fields__) == set(), "asked for, but no field"
    assert set(page.__struct_fields__) - asked == set(), "a field that no template shows"


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("parts/")])
def test_a_part_uses_its_parameters_only(name: str):
    assert asked_for(name) - {"lang", "asset", "_", "gettext", "ngettext"} == set()


@EACH
def test_nothing_stands_inline_that_the_policy_forbids(name: str):
    text = (TEMPLATES / name).read_text("utf-8").replace("<style>{{ css }}</style>", "")
    assert re.findall(r"<style|\sstyle\s*=|<script(?![^>]*\ssrc=)[^>]*>|\son[a-z]+\s*=|\shx-on|javascript:", text, re.IGNORECASE) == []


@EACH
def test_a_template_is_short(name: str):
    assert len((TEMPLATES / name).read_text("utf-8").splitlines()) <= 200


@EACH
def test_words_for_people_pass_the_catalogue(name: str):
    shown = [node.data for output in parsed(name).find_all(nodes.Output) for node in output.nodes if isinstance(node, nodes.TemplateData)]
    words = re.sub(r"<!--.*?-->|<[^>]*>?|&\w+;", " ", " ".join(shown), flags=re.DOTALL)
    found = {word for word in re.findall(r"[^\W\d_]*[À-ỹ][^\W\d_]*", words) if word not in OWN_NAMES}
    assert found == set(), "wrap it in _()"


def test_styles_stand_in_the_style_sheet_only():
    sheets = {str(file.relative_to(STATIC)) for file in STATIC.rglob("*.css")}
    assert sheets == set(STYLE)
