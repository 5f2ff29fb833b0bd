"""A small HTTP client that sends prepared requests over kept-alive connections and writes down what came back and how soon."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator

import msgspec

Exchange = tuple[bytes, ...]  # requests that belong together, sent one after the other


class Answer(msgspec.Struct, frozen=True):
    """What came back, and how many bytes of it went over the wire."""

    status: int
    head: bytes
    body: bytes

    @property
    def wire(self) -> int:
        return len(self.head) + len(self.body)


class Driven(msgspec.Struct, frozen=True):
    """How many exchanges were answered, in which time, with which answers."""

    exchanges: int
    seconds: float
    latencies_ms: list[float]
    statuses: dict[int, int]

    @property
    def per_second(self) -> float:
        return self.exchanges / self.seconds

    @property
    def p95_ms(self) -> float:
        return sorted(self.latencies_ms)[int(len(self.latencies_ms) * 0.95)] if self.latencies_ms else float("nan")


def request(method: str, path: str, *, cookie: str = "", form: bytes | None = None, accept: str = "br, gzip") -> bytes:
    """One request as a browser of this site would send it."""
    lines = [
        f"{method} {path} HTTP/1.1",
        "host: 127.0.0.1",
        "accept-language: vi",
        f"accept-encoding: {accept}",
        "sec-fetch-site: same-origin",
    ]
    if cookie:
        lines.append(f"cookie: {cookie}")
    if form is not None:
        lines += ["content-type: application/x-www-form-urlencoded", f"content-length: {len(form)}"]
    return "\r\n".join([*lines, "", ""]).encode() + (form or b"")


async def ask(port: int, sent: bytes) -> Answer:
    """One request on a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        return await _exchange(reader, writer, sent)
    finally:
        writer.close()


async def drive(port: int, exchanges: Iterator[Exchange], *, seconds: float, connections: int) -> Driven:
    """Keep so many connections busy for so long, or until nothing is left to send."""
    latencies: list[float] = []
    statuses: Counter[int] = Counter()
    begun = time.perf_counter()

    async def busy() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for exchange in exchanges:
            started = time.perf_counter()
            for sent in exchange:
                answer = await _exchange(reader, writer, sent)
                statuses[answer.status] += 1
            ended = time.perf_counter()
            latencies.append((ended - started) * 1000)
            if ended - begun > seconds:
                break
        writer.close()

    async with asyncio.TaskGroup() as group:
        for _ in range(connections):
            group.create_task(busy())
    return Driven(len(latencies), time.perf_counter() - begun, latencies, dict(statuses))


async def _exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sent: bytes) -> Answer:
    writer.write(sent)
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    length = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line[15:])
    return Answer(status, head, await reader.readexactly(length) if length else b"")
