"""Cutting text into words, and folding the ways a word can be written."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from vocgraph.text import dictionary, words
from vocgraph.text.variants import fold, fold_with_places
from vocgraph.text.words import Segmenter, has_han, is_han, plain, runs

if TYPE_CHECKING:
    from pathlib import Path


def test_a_word_inside_a_longer_word_is_indexed_too() -> None:
    words = plain().index_words("中国农业发展银行")
    assert {"农业", "发展", "银行"} <= set(words)


def test_a_verb_inside_a_longer_word_is_indexed_too() -> None:
    assert "处理" in plain().index_words("待处理")


def test_words_of_the_genre_are_words() -> None:
    assert plain().words("校企共建实训室") == ["校企", "共建", "实训室"]


def test_a_domain_word_stays_whole_and_keeps_its_inner_words() -> None:
    segmenter = Segmenter(["现代产业学院", "产业学院"])
    assert segmenter.words("建设现代产业学院") == ["建设", "现代产业学院"]
    assert {"产业学院", "产业", "学院"} <= set(segmenter.index_words("现代产业学院"))


def test_an_unknown_name_falls_into_characters() -> None:
    assert plain().words("翎翀") == ["翎", "翀"]


def test_full_width_digits_and_letters_are_folded() -> None:
    assert plain().words("２０２５年ＡＩ") == ["2025", "年", "ai"]


def test_traditional_characters_are_folded() -> None:
    assert plain().words("國際論壇") == plain().words("国际论坛")


def test_a_certificate_name_with_a_plus_is_one_word() -> None:
    assert plain().index_words("1+X证书") == ["1+x", "1", "x", "证书"]


def test_marks_and_white_space_are_no_words() -> None:
    assert plain().words(" ，。—— \n·") == []


def test_tokens_know_their_place() -> None:
    folded = fold("学校，共建ABC实训基地")
    for token in plain().tokens(folded):
        assert folded[token.start : token.end] == token.word


def test_folding_knows_where_each_character_came_from() -> None:
    folded, places = fold_with_places("面积㎡ＡB")
    assert folded == "面积m2ab"
    assert list(places) == [0, 1, 2, 2, 3, 4]


def test_folding_a_plain_text_keeps_every_place() -> None:
    folded, places = fold_with_places("學校Ab")
    assert folded == "学校ab"
    assert list(places) == [0, 1, 2, 3]


def test_runs_part_chinese_from_other_writing() -> None:
    assert [run for run, _, _ in runs("学校2024年，VR实训")] == ["学校", "2024", "年", "vr".upper(), "实训"]


def test_han_characters_are_told_from_other_writing() -> None:
    assert is_han("学校")
    assert not is_han("vr")
    assert has_han("vr实训")
    assert not has_han("vr 2024")


def test_the_fingerprint_follows_the_domain_words_and_not_their_order() -> None:
    assert Segmenter(["订单班", "学徒制"]).fingerprint == Segmenter(["学徒制", "订单班"]).fingerprint
    assert Segmenter(["订单班"]).fingerprint != plain().fingerprint


def test_the_dictionary_is_kept_in_a_folder_only_its_owner_can_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = dictionary.private_folder()
    assert folder is not None
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_open_cache_folder_is_closed_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "vocgraph").mkdir(mode=0o777)
    folder = dictionary.private_folder()
    assert folder is not None
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_link_in_place_of_the_cache_folder_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "home" / "vocgraph").symlink_to(tmp_path / "elsewhere")
    assert dictionary.private_folder() is None


def test_a_cached_dictionary_equals_the_parsed_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "dict.txt"
    source.write_text("学校 30 n\n职业学校 5 n\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(dictionary, "_dictionary_file", lambda: source)
    parsed, cached = dictionary.load_dictionary(), dictionary.load_dictionary()
    assert parsed.total == 35
    assert parsed.starting_with("学") == {"学校": 30, "学": 0}
    assert parsed.starting_with("职") == {"职业学校": 5, "职": 0, "职业": 0, "职业学": 0}
    assert parsed.starting_with("翎") == {}
    assert cached == parsed


def test_a_changed_cache_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "dict.txt"
    source.write_text("学校 30 n\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(dictionary, "_dictionary_file", lambda: source)
    dictionary.load_dictionary()
    [cached] = (tmp_path / "cache" / "vocgraph").iterdir()
    cached.write_bytes(cached.read_bytes().replace(b"30", b"31"))
    assert dictionary.load_dictionary().starting_with("学")["学校"] == 30


def test_without_a_place_to_keep_it_the_dictionary_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    source = tmp_path / "dict.txt"
    source.write_text("学校 30 n\n", encoding="utf-8")
    monkeypatch.setattr(dictionary, "_dictionary_file", lambda: source)
    assert dictionary.load_dictionary().starting_with("学")["学校"] == 30


def test_who_only_asks_for_the_domain_waits_for_no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(words, "_general", lambda: asked.append("dictionary"))
    assert Segmenter(["实训基地"]).domain == ("实训基地",)
    assert asked == []
