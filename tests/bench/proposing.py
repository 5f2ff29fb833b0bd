"""What the model costs: a proposal of fields, a whole answer, the decoding, the learning, the memory it takes."""

import time
import tracemalloc
from pathlib import Path

from service import clock, known, reference
from service.routing import questions
from service.routing.rules.model import packed, unpacked
from service.settings import Settings
from tests.bench.rows import Row, Table

ROUNDS = 5


async def proposing(table: Table) -> None:
    """Fields of every sentence there is, and who answers it by when."""
    folder = Path(Settings().reference_dir)
    texts = [line.fact.text for line in reference.read(folder).sentences]
    begun = time.process_time()
    model = reference.learnt(reference.read(folder))
    table.add(Row(what="learning from all sentences", value=time.process_time() - begun, unit="s", bar=6))
    stored = packed(model)
    tracemalloc.start()
    begun = time.process_time()
    model = unpacked(stored)
    spent = time.process_time() - begun
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    table.add(Row(what="  the model read from the database's bytes", value=1000 * spent, unit="ms", bar=50))
    table.add(Row(what="  memory of the model", value=held / 2**20, unit="MB", bar=30))
    begun = time.process_time()
    for text in texts * ROUNDS:
        model.fields(text)
    table.add(Row(what="a proposal of fields", value=1000 * (time.process_time() - begun) / len(texts) / ROUNDS, unit="ms", bar=2))
    asked = [questions.Asked(text=text, area="Kim Phú") for text in texts]
    facts = known.registers(Settings(), {clock.today()}, texts=True)
    begun = time.process_time()
    answered = [found for found in questions.answers(enumerate(asked), facts) if isinstance(found, questions.Numbered)]
    spent = 1000 * (time.process_time() - begun) / len(answered)
    table.add(Row(what="a full proposal: field, kind, body, reasons, days", value=spent, unit="ms", bar=3))
    long = " ".join(texts[:400])[:10_000]
    begun = time.process_time()
    for _ in range(20):
        model.fields(long)
    table.add(Row(what="  of a text of ten thousand letters", value=1000 * (time.process_time() - begun) / 20, unit="ms"))
