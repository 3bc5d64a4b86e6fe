"""The key for pseudonyms: what it makes stays the same from version to version, and nobody but its owner can read it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.publish.key import Key, load_key, own_place

SECRET = b"0123456789abcdef0123456789abcdef"
KEY = Key(SECRET)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the user's own key would be."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return own_place()


def test_pseudonyms_of_earlier_versions_stay() -> None:
    """Whoever was published as one person must not become another with a later version of casegraph."""
    assert KEY.pseudonym("temir-baizak") == "Person QQR7-94Q4"
    assert KEY.person_id("temir-baizak") == "person-qqr794q4"
    assert KEY.other_id("case-of-temirlan") == "x-9hq96ks8sktr"
    assert KEY.letters("person", "x", 3) == "DBR"


def test_a_broken_text_has_a_pseudonym_too() -> None:
    assert KEY.pseudonym("\ud800") == "Person 8R5N-T6CS"


def test_a_key_shows_nothing_of_its_secret() -> None:
    assert repr(KEY) == str(KEY) == "Key(…)"
    assert not hasattr(KEY, "__dict__")


def test_a_folder_that_is_there_already_takes_a_key(place: Path) -> None:
    place.parent.mkdir(parents=True)
    assert load_key()[1] == place


def test_the_users_own_key_is_in_a_folder_of_its_own(place: Path) -> None:
    assert place.parts[-2:] == ("casegraph", "pseudonyms.key")
    load_key()
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert place.read_bytes()[-1:] == b"\n"
    assert int(place.read_text(), 16)


def test_a_key_is_read_without_the_line_end(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.touch(0o600)
    file.write_bytes(b" " + SECRET + b"\r\n")
    assert load_key(file)[0].pseudonym("a") == KEY.pseudonym("a")
    file.write_bytes(SECRET[:16])
    assert load_key(file)[0].pseudonym("a") == Key(SECRET[:16]).pseudonym("a")


def test_what_is_too_short_to_be_a_secret_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.touch(0o600)
    file.write_bytes(SECRET[:15] + b"\n")
    with pytest.raises(UsageError) as told:
        load_key(file)
    assert str(told.value).startswith(f"the key {file} is too short to be a secret: 15 bytes, where 16 are the least")
    assert (
        told.value.hint == "`(umask 077; openssl rand -hex 32 > FILE)` makes one; names under another key have other pseudonyms"
    )


def test_a_key_that_is_not_there_is_told_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        load_key(tmp_path / "key")
    assert str(told.value).startswith(f"the key {tmp_path / 'key'} cannot be read: {os.strerror(errno.ENOENT)}")
    assert told.value.hint == "name a file that is there with --key or CASEGRAPH_KEY; without either, your own key is used"


def test_a_place_where_no_key_can_be_made_is_told_with_the_way_out(place: Path) -> None:
    place.parent.parent.write_text("no folder")
    with pytest.raises(UsageError) as told:
        load_key()
    assert str(told.value).startswith(f"a key for pseudonyms cannot be made in {place.parent}: {os.strerror(errno.ENOTDIR)}")
    assert told.value.hint == "name a key of your own with --key FILE or CASEGRAPH_KEY"


@pytest.mark.parametrize("links", [True, False])
def test_of_two_that_make_a_key_at_once_the_first_is_taken(monkeypatch: pytest.MonkeyPatch, place: Path, *, links: bool) -> None:
    """Another process makes one between the look and the write; also where a file system knows no hard links."""

    def link(_: Path, name: Path) -> None:
        Path(name).touch(0o600)
        Path(name).write_bytes(SECRET)
        raise FileExistsError(errno.EEXIST, "there") if links else OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", link)
    assert load_key()[0].pseudonym("a") == KEY.pseudonym("a")
    assert list(place.parent.iterdir()) == [place]


def test_a_key_is_made_where_there_are_no_hard_links(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    def link(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", link)
    key, made = load_key()
    assert made == place
    assert load_key(place)[0].pseudonym("a") == key.pseudonym("a")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert list(place.parent.iterdir()) == [place]


def test_nothing_is_left_of_a_key_that_could_not_be_written(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    def link(draft: Path, *_: object) -> None:
        assert Path(draft).name.startswith(".")
        raise RuntimeError

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(RuntimeError):
        load_key()
    assert list(place.parent.iterdir()) == []
