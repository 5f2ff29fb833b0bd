"""How well fields and kinds are proposed for sentences nothing was learnt from: `python -m tests.routing.report`."""

import time
from collections import Counter

import msgspec

from service.agencies.rules import fold
from service.routing.rules import UNSURE, Model, danger
from service.routing.rules.learning import Sentence, measured
from service.routing.rules.model import packed, unpacked
from tests.routing.labelled import REFERENCE, dangers, kept_apart, model, nothing, sentences


def main():
    begun = time.process_time()
    learnt = model()
    weights = packed(learnt)
    print(
        f"trained in {time.process_time() - begun:.1f} s on {len(sentences(REFERENCE / 'sentences.csv'))} sentences and the fields' words"
    )
    begun = time.process_time()
    unpacked(weights)
    print(f"{len(learnt.rows)} words and pairs, {len(weights) / 1e3:.0f} kB stored, read in {1e3 * (time.process_time() - begun):.0f} ms")
    for name, texts in kept_apart().items():
        told(name, learnt, texts)
        told(f"{name}, accents taken away", learnt, [msgspec.structs.replace(one, text=fold(one.text)) for one in texts])
        surely(learnt, texts)
    rows = dangers()
    heard = [(bool(danger.numbers(text)), real) for text, real in rows]
    print(f"dangers_test.csv: heard {sum(found and real for found, real in heard)} of {sum(real for _, real in rows)} emergencies,")
    print(f"  and {sum(found and not real for found, real in heard)} of {sum(not real for _, real in rows)} that only sound alike")
    found = [learnt.fields(text) for text in nothing()]
    unsure = sum(not one or one[0].code == UNSURE for one in found)
    print(f"nothing.txt: {len(found)} texts that speak of no field; proposed nothing or “not sure” for {unsure / len(found):.1%}")


def told(name: str, learnt: Model, texts: list[Sentence]):
    found = measured(learnt, texts)
    begun = time.process_time()
    proposed = [learnt.fields(one.text) for one in texts]
    cost = 1e3 * (time.process_time() - begun) / len(texts)
    print(f"{name}: {found.sentences} sentences, {cost:.2f} ms each")
    print(f"  right field first {found.first:.1%}, among three {found.among:.1%}, right kind {found.kind:.1%}")
    print(f"  nothing proposed for {sum(not one for one in proposed) / len(texts):.1%}")


def surely(learnt: Model, texts: list[Sentence]):
    """Of every tenth of likelihood how often it was right."""
    count, right = Counter[int](), Counter[int]()
    for one in texts:
        code, share = learnt.likely(one.text)[0]
        count[int(share * 10)] += 1
        right[int(share * 10)] += code == one.field
    print("  likelihood: right of all", ", ".join(f"{tenth / 10:.1f}: {right[tenth]}/{count[tenth]}" for tenth in sorted(count)))


if __name__ == "__main__":
    main()
