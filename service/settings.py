"""Everything that differs between two deployments: one frozen Struct, read from the environment.

A setting's variable is LANGNGHE_ and its name in capitals; two that other programs know too keep their usual name.
"""

import contextlib
import difflib
import hashlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, get_args

import msgspec

from service.problems import CannotRun

HOUSE = Path(__file__).resolve().parent.parent
REFERENCE = HOUSE / "sql" / "reference"
_PREFIX = "LANGNGHE_"
_USUAL = {"database_url": "DATABASE_URL", "pg_bin": "PG_BIN"}
_SECRET = ("secret_key", "database_url")  # an address of a database may hold a password
_STATE_DIR = "`.state` in the clone; root: `/var/lib/langnghe/…`"
_NAME = "^[a-z_][a-z0-9_]{0,62}$"
_URL = "^(https?://.*[^/])?$"
_LONG = "^(.{32,})?$"
_GATEWAY = "^(log|https?://.*)?$"


def _help(text: str, **limits: object) -> msgspec.Meta:
    return msgspec.Meta(description=text, **limits)  # type: ignore[arg-type]


def _state_dir() -> str:
    """In the clone; for root, whose clone is often closed to the user that must run Postgres, outside of it."""
    if os.geteuid() == 0:
        return f"/var/lib/langnghe/{hashlib.sha256(os.fsencode(HOUSE)).hexdigest()[:12]}"
    if (HOUSE / "pyproject.toml").exists():
        return str(HOUSE / ".state")
    return str(Path.home() / ".local/state/langnghe")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one process; all processes of a deployment have the same."""

    database_url: Annotated[str, _help("The Postgres to use, 15 or later; empty: the embedded one is started")] = ""
    database_schema: Annotated[str, _help("Schema of this province's tables: small letters, digits, _", pattern=_NAME)] = "langnghe"
    database_pool: Annotated[int, _help("Most connections of one process to the database", ge=1, le=1000)] = 10
    pg_bin: Annotated[str, _help("Folder of other Postgres binaries for the embedded server")] = ""
    state_dir: Annotated[str, _help("Folder of the embedded database and of a secret key that was made here")] = msgspec.field(
        default_factory=_state_dir
    )
    reference_dir: Annotated[str, _help("Folder of the dated tables: agencies, areas, fields, duties, holidays …")] = str(REFERENCE)
    host: Annotated[str, _help("Address to listen on")] = "127.0.0.1"
    port: Annotated[int, _help("Port to listen on", ge=1, le=65535)] = 8000
    processes: Annotated[int, _help("Serving processes", ge=1, le=256)] = 1
    public_url: Annotated[str, _help("Address residents use, without a / at the end; empty: host and port", pattern=_URL)] = ""
    trusted_proxies: Annotated[str, _help("Reverse proxies whose X-Forwarded headers are believed, with commas")] = "127.0.0.1"
    secret_key: Annotated[str, _help("At least 32 characters; empty: made once and kept in the state folder", pattern=_LONG)] = ""
    province: Annotated[str, _help("The province as sentences name it")] = "tỉnh Quảng Trị"
    number_prefix: Annotated[str, _help("One to six capital letters before every case number", pattern="^[A-Z]{1,6}$")] = "LN"
    sms_gateway: Annotated[
        str, _help("Where survey invitations are posted; log: only noted, none is sent; empty: they wait", pattern=_GATEWAY)
    ] = ""
    log_level: Annotated[Literal["debug", "info", "warning", "error"], _help("The least serious line that is logged")] = "info"

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Read every variable; CannotRun names the first that is wrong or that nobody knows."""
        fields = {variable(name): name for name in cls.__struct_fields__}
        for unknown in (name for name in environ if name.startswith(_PREFIX) and name not in fields):
            near = difflib.get_close_matches(unknown, fields, n=1)
            raise CannotRun(f"{unknown} is not a setting{f'; {near[0]} is' if near else ''}.")
        given = {field: environ[name] for name, field in fields.items() if environ.get(name)}
        for field, text in given.items():
            try:
                msgspec.convert({field: text}, cls, strict=False)
            except msgspec.ValidationError:
                raise CannotRun(_complaint(field, text)) from None
        return msgspec.convert(given, cls, strict=False)

    def environment(self) -> dict[str, str]:
        """The same settings as variables, for a child process."""
        return {variable(name): str(getattr(self, name)) for name in self.__struct_fields__}

    @property
    def address(self) -> str:
        """Where people reach the service."""
        return self.public_url or f"http://{self.host}:{self.port}"


def variable(field: str) -> str:
    """The environment variable of a setting."""
    return _USUAL.get(field, _PREFIX + field.upper())


def described(settings: Settings) -> list[tuple[str, str, str, str]]:
    """Variable, value (secrets hidden), default and help text of every setting."""
    rows: list[tuple[str, str, str, str]] = []
    for field in msgspec.structs.fields(Settings):
        default = field.default_factory() if field.default is msgspec.NODEFAULT else field.default
        value = _shown(field.name, str(getattr(settings, field.name)))
        rows.append((variable(field.name), value, str(default), _explained(field)))
    return rows


def table() -> str:
    """The README's table of all settings; the same on every machine."""
    rows = ["| variable | what it sets | default |", "|---|---|---|"]
    for field in msgspec.structs.fields(Settings):
        default = str(field.default).removeprefix(f"{HOUSE}/")
        shown = _STATE_DIR if field.default is msgspec.NODEFAULT else f"`{default}`" if default else ""
        rows.append(f"| `{variable(field.name)}` | {_explained(field)} | {shown} |")
    return "\n".join(rows)


def with_secret(settings: Settings) -> Settings:
    """The settings with a secret key: the given one, or one made once for this state folder, readable by its owner alone."""
    if settings.secret_key:
        return settings
    file = Path(settings.state_dir) / "secret_key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        own = file.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(32))
        with contextlib.suppress(FileExistsError):  # another process was first: its key counts
            os.link(own, file)
        own.unlink()
    return msgspec.structs.replace(settings, secret_key=file.read_text())


def _complaint(name: str, text: str) -> str:
    field = next(field for field in msgspec.structs.fields(Settings) if field.name == name)
    return f"{variable(name)}={_shown(name, text)} cannot be used. {_explained(field)}."


def _shown(name: str, text: str) -> str:
    return "(not shown)" if text and name in _SECRET else text


def _explained(field: msgspec.structs.FieldInfo) -> str:
    kind, meta = get_args(field.type)
    if kind is int:
        return f"{meta.description} ({meta.ge} to {meta.le})"
    if kind is not str:
        return f"{meta.description} ({', '.join(get_args(kind))})"
    return meta.description
