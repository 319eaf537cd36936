"""What a user's resolutions.toml may say, and what is refused with a way out."""

from pathlib import Path

import pytest

from vocgraph.errors import VocgraphError
from vocgraph.resolve.overrides import read_overrides


def written(folder: Path, text: str) -> Path:
    path = folder / "resolutions.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_same_and_different_are_read(tmp_path: Path) -> None:
    text = '[[same]]\nnames = ["碧波", "碧波科技"]\n\n[[different]]\nnames = ["赛星空间", "赛星卫星", "赛星"]\n'
    found = read_overrides(written(tmp_path, text))
    assert found.same == (("碧波", "碧波科技"),)
    assert found.different == (("赛星空间", "赛星卫星", "赛星"),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[same]\n", "cannot be read as TOML"),
        ('[[equal]]\nnames = ["a", "b"]', "has a table"),
        ('[[same]]\nnames = ["碧波"]', "number 1 of \\[\\[same\\]\\]"),
        ('[[same]]\nnames = ["碧波", 3]', "number 1 of \\[\\[same\\]\\]"),
        ('[[same]]\nname = ["碧波", "碧波科技"]', "number 1 of \\[\\[same\\]\\]"),
        ('same = "碧波"', "not a list of tables"),
        ('[[same]]\nnames = ["a", "b"]\n[[different]]\nnames = ["b", "a"]', "the same and different"),
    ],
)
def test_a_malformed_file_is_refused_with_a_way_out(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(VocgraphError, match=problem) as caught:
        read_overrides(written(tmp_path, text))
    assert caught.value.fix


def test_a_missing_file_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(VocgraphError, match="cannot be read"):
        read_overrides(tmp_path / "resolutions.toml")
