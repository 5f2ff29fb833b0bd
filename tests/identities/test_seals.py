"""A seal opens for its purpose, under its secret, and unchanged; otherwise not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from service.seals import SealBroken, digest, seal, unseal

SECRET = "s" * 32
NAME = "Nguyễn Thị Hoa".encode()


@given(some.binary(max_size=500), some.text(max_size=20))
def test_what_was_sealed_opens(plain: bytes, purpose: str):
    assert unseal(SECRET, purpose, seal(SECRET, purpose, plain)) == plain


def test_a_seal_shows_nothing_and_is_never_the_same_twice():
    one, two = seal(SECRET, "identity", NAME), seal(SECRET, "identity", NAME)
    assert one != two
    assert NAME not in one


@given(some.integers(0), some.integers(1, 255))
def test_whatever_byte_is_changed_it_is_noticed(at: int, by: int):
    sealed = bytearray(seal(SECRET, "identity", NAME))
    sealed[at % len(sealed)] ^= by
    with pytest.raises(SealBroken):
        unseal(SECRET, "identity", bytes(sealed))


@given(some.integers(0, 70))
def test_a_part_of_a_seal_does_not_open(length: int):
    sealed = seal(SECRET, "identity", NAME)
    with pytest.raises(SealBroken):
        unseal(SECRET, "identity", sealed[: min(length, len(sealed) - 1)])


@pytest.mark.parametrize(("secret", "purpose"), [(SECRET, "attachment"), (SECRET, "identity 2"), (SECRET, ""), ("t" * 32, "identity 1")])
def test_another_purpose_or_secret_does_not_open(secret: str, purpose: str):
    sealed = seal(SECRET, "identity 1", NAME)
    with pytest.raises(SealBroken) as told:
        unseal(secret, purpose, sealed)
    assert str(told.value) == ""
    assert told.value.__cause__ is None


@pytest.mark.parametrize("secret", ["", "short"])
def test_nothing_is_sealed_without_a_secret(secret: str):
    with pytest.raises(SealBroken):
        seal(secret, "identity", NAME)


def test_a_sum_knows_the_same_again_and_tells_nothing_without_the_secret():
    assert digest(SECRET, "attachment 1", NAME) == digest(SECRET, "attachment 1", NAME)
    others = {digest("t" * 32, "attachment 1", NAME), digest(SECRET, "attachment 2", NAME), digest(SECRET, "attachment 1", NAME + b"!")}
    assert len(others) == 3
    assert digest(SECRET, "attachment 1", NAME) not in others
