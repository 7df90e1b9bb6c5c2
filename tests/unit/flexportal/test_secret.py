"""A secret does not tell itself."""

import copy
import pickle

import pytest

from customers.flexportal.secret import Secret

TEXT = "pk_live_xx_obviously-false"


def test_a_secret_says_nothing_unless_asked() -> None:
    secret = Secret(TEXT)
    shown = [
        repr(secret),
        str(secret),
        f"{secret}",
        f"{secret:>99}",
        repr([secret]),
        repr({"key": secret}),
    ]
    assert not any(TEXT[-4:] in one for one in shown)
    assert secret.reveal() == TEXT


def test_a_secret_is_not_pickled_or_copied() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret(TEXT))
    with pytest.raises(TypeError):
        copy.deepcopy(Secret(TEXT))


def test_secrets_are_compared_by_what_they_hold() -> None:
    assert Secret(TEXT) == Secret(TEXT)
    assert Secret(TEXT) != Secret(TEXT + "x")
    assert Secret(TEXT) != TEXT
    assert Secret("\ud800") == Secret("\ud800")
    assert len({Secret(TEXT), Secret(TEXT)}) == 1
