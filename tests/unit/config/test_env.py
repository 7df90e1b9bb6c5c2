"""The typed readers: a value, its file, and every way to be wrong."""

import base64
from pathlib import Path

import pytest

from config.env import BadValueError, Environment

KEY = base64.urlsafe_b64encode(bytes(range(200, 232))).decode()


def test_a_text_comes_from_the_environment_its_default_or_not_at_all() -> None:
    assert Environment({"NAME": " here "}).text("NAME", "there", "x") == "here"
    assert Environment({"NAME": ""}).text("NAME", "there", "x") == "there"
    with pytest.raises(BadValueError, match=r"^NAME is missing\. Example: NAME=like this$"):
        Environment({}).text("NAME", None, "like this")


def test_every_value_may_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "value"
    path.write_text("from a file\n", encoding="utf-8")
    assert Environment({"NAME_FILE": str(path)}).text("NAME", None, "x") == "from a file"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"\xff")
    for path in (tmp_path / "absent", tmp_path, broken):
        with pytest.raises(BadValueError, match="NAME_FILE cannot be read"):
            Environment({"NAME_FILE": str(path)}).text("NAME", "default", "x")


def test_a_value_set_twice_is_refused() -> None:
    with pytest.raises(BadValueError, match="NAME is set twice"):
        Environment({"NAME": "a", "NAME_FILE": "/dev/null"}).text("NAME", None, "x")


@pytest.mark.parametrize(("word", "on"), [("On", True), ("1", True), ("no", False), ("", False)])
def test_a_switch_reads_the_usual_words(word: str, on: bool) -> None:
    assert Environment({"NAME": word}).switch("NAME", default=False) is on


def test_a_switch_refuses_anything_else() -> None:
    with pytest.raises(BadValueError, match="neither on nor off: 'maybe'"):
        Environment({"NAME": "maybe"}).switch("NAME", default=True)


def test_a_number_keeps_its_limits() -> None:
    assert Environment({"NAME": "60"}).number("NAME", 10, low=1, high=60) == 60
    assert Environment({}).number("NAME", 10, low=1, high=60) == 10
    for word in ("0", "61", "-1", "1.5", "ten", "١", "9" * 5000):
        with pytest.raises(BadValueError, match="not a whole number from 1 to 60"):
            Environment({"NAME": word}).number("NAME", 10, low=1, high=60)


def test_a_list_is_split_and_may_be_empty_on_purpose() -> None:
    assert Environment({"NAME": "a, b,,"}).items("NAME", None, "x") == ("a", "b")
    assert Environment({"NAME": ""}).items("NAME", "a", "x") == ()
    assert Environment({}).items("NAME", "a", "x") == ("a",)
    with pytest.raises(BadValueError, match="NAME is missing"):
        Environment({}).items("NAME", None, "x")


def test_a_short_secret_is_refused_and_not_shown() -> None:
    assert Environment({"NAME": "long enough"}).secret("NAME", None, length=5) == "long enough"
    with pytest.raises(BadValueError, match="shorter than 50") as raised:
        Environment({"NAME": "hunter2"}).secret("NAME", None, length=50)
    assert "hunter2" not in str(raised.value)


def test_keys_are_32_bytes_each() -> None:
    assert (
        Environment({"NAME": f"{KEY}, {KEY}"}).keys("NAME", None) == (bytes(range(200, 232)),) * 2
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [("!!!!", "not URL-safe"), ("é", "not URL-safe"), ("abcde", "not URL-safe"), ("QUJD", "3 byt")],
)
def test_a_bad_key_is_refused_and_not_shown(text: str, reason: str) -> None:
    with pytest.raises(BadValueError, match=reason) as raised:
        Environment({"NAME": text}).keys("NAME", None)
    assert text not in str(raised.value)
