"""The model learns: from the sentences when their file changes, and besides from what officers confirmed when it is no worse for it."""

import asyncio
import hashlib
from collections.abc import Sequence

import msgspec

from service import clock, naming
from service.db import SYSTEM, Db, Tx
from service.routing import store
from service.routing.rules import Field
from service.routing.rules.learning import RECIPE, Measures, Sentence, held_out, measured, train
from service.routing.rules.model import packed
from service.routing.store import Confirmed, Trained

MOST = 5_000  # texts learnt from besides the sentences
KEPT = 30  # versions before the one in use whose numbers are kept, to compare or to go back


async def learn_sentences(tx: Tx) -> bool:
    """Train on the sentences alone, where the model in use does not know them as they are now; whether it was needed."""
    before, sentences, fields = await _known(tx)
    base = _digest(sentences, fields)
    if before and before.learnt_from.startswith(base):
        return False
    model = await asyncio.to_thread(train, sentences, fields)
    return await _add(tx, before, Measures(), (base, len(sentences), 0), packed(model))


async def learn(db: Db) -> int:
    """Train on the sentences and on texts officers confirmed; the new version's number, 0 when nothing is new or it is worse.

    Both states are measured on the same fifth of the sentences, which neither has then learnt from.
    """
    async with db.read() as tx:
        before, sentences, fields = await _known(tx)
        confirmed = [nameless(one) for one in await store.confirmed(tx, MOST)]
    base, learnt_from = _digest(sentences, fields), _digest([*sentences, *confirmed], fields)
    if not confirmed or before is None or before.learnt_from == f"{base} {learnt_from}":
        return 0
    rest = [one for one in sentences if not held_out(one.family)]
    asked = [one for one in sentences if held_out(one.family)]
    alone = before.measures or msgspec.to_builtins(measured(await asyncio.to_thread(train, rest, fields), asked))
    now = measured(await asyncio.to_thread(train, [*rest, *confirmed], fields), asked)
    if worse(now, msgspec.convert(alone, Measures)):
        return 0
    model = await asyncio.to_thread(train, [*sentences, *confirmed], fields)
    async with db.transaction(SYSTEM) as tx:
        kept = await _add(tx, before, now, (f"{base} {learnt_from}", len(sentences), len(confirmed)), packed(model))
    return before.version + 1 if kept else 0


def nameless(one: Confirmed) -> Sentence:
    """The text as it may be learnt from: without its senders; numbers are not read as such, and a word of one text alone is not kept."""
    text = naming.masked(one.content, [one.name, one.phone, one.address, *one.signers], " ")
    return Sentence(f"case {one.id}", one.kind, one.field, text)


def worse(now: Measures, before: Measures) -> bool:
    """Whether a model finds the right field or kind less often than the one before."""
    return now.first < before.first or now.among < before.among or now.kind < before.kind


async def _known(tx: Tx) -> tuple[Trained | None, list[Sentence], list[Field]]:
    return await store.trained(tx), await store.sentences(tx), await store.all_fields(tx)


async def _add(tx: Tx, before: Trained | None, measures: Measures, learnt: tuple[str, int, int], weights: bytes) -> bool:
    learnt_from, sentences, confirmed = learnt
    about = Trained(
        version=before.version + 1 if before else 1,
        trained_at=clock.now(),
        sentences=sentences,
        confirmed=confirmed,
        learnt_from=learnt_from,
        measures=msgspec.to_builtins(measures) if measures.sentences else {},
    )
    await store.forget_weights(tx, about.version - 1 - KEPT)
    return await store.add_model(tx, about, weights)


def _digest(sentences: Sequence[Sentence], fields: Sequence[Field]) -> str:
    """What a model was made of: the same digest, the same model."""
    said = [(field.code, field.name, field.hint, field.words) for field in fields]
    return hashlib.sha256(msgspec.msgpack.encode((RECIPE, sentences, said))).hexdigest()
