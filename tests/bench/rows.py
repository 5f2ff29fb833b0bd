"""The table the bench prints: what a thing costs, its bar, and whether it keeps it."""

import msgspec

from tests.bench.stage import Cost


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the table. A bar is the most that is allowed, or with `least` the least."""

    what: str
    value: float
    unit: str
    bar: float | None = None
    least: bool = False
    app_ms: float | None = None
    postgres_ms: float | None = None
    bare_ms: float | None = None

    @property
    def verdict(self) -> str:
        """ok, OVER, or nothing where there is no bar."""
        if self.bar is None:
            return ""
        return "ok" if (self.value >= self.bar if self.least else self.value <= self.bar) else "OVER"

    def line(self) -> str:
        """As it is printed."""
        bar = "" if self.bar is None else f"{'≥' if self.least else '≤'} {self.bar:g}"
        parts = "" if self.app_ms is None else f"{self.app_ms:7.2f} app {self.postgres_ms or 0:6.2f} pg"
        bare = "" if self.bare_ms is None or self.app_ms is None else f"{self.bare_ms:6.2f} bare = {self._share():.2f}"
        return f"{self.what:<58}{self.value:>9.2f} {self.unit:<8}{bar:<9}{self.verdict:<6}{parts:<24}{bare}".rstrip()

    def _share(self) -> float:
        return (self.bare_ms or 0) / ((self.app_ms or 0) + (self.postgres_ms or 0))


class Table:
    """The rows, printed as they come."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, row: Row) -> None:
        """Print a row and keep it."""
        self.rows.append(row)
        print(row.line(), flush=True)

    def cost(self, what: str, cost: Cost, *, bar: float | None, bare: Cost | None = None) -> None:
        """A row whose bar is on the application's milliseconds."""
        self.add(
            Row(
                what=what,
                value=cost.app_ms,
                unit="ms",
                bar=bar,
                app_ms=cost.app_ms,
                postgres_ms=cost.postgres_ms,
                bare_ms=bare.total_ms if bare else None,
            )
        )
