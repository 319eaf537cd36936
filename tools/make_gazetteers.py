"""Makes the files of data/gazetteers from lists as published: cleaned, joined, sorted, one form for all.

Run it when a newer list is at hand; its output is committed, so nobody else needs the lists:

    python tools/make_gazetteers.py --divisions divisions.csv --schools schools.csv \
        --listed listed.csv --short-names short_names.txt.gz --words dict.txt --out data/gazetteers

The columns that each list must have are named in ``main``.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import unicodedata
from pathlib import Path

_NOT_A_CITY = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}  # levels without a place of their own
_MORE_PROVINCES = ("香港特别行政区", "澳门特别行政区", "台湾省")  # the division list stops at the mainland
_MERGED = {"莱芜市": "济南市"}  # cities of the school list that have since become part of another
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|"
    "仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|裕固|保安|独龙|鄂伦春|鄂温克|各"
)
_AUTONOMOUS = re.compile(rf"(?:(?:{_PEOPLES})族?)*自治[州县旗区]$")
_SHARE_CLASS = re.compile(r"^(?:\*?S?\*?ST|S|PT|N|XD|XR|DR)(?=[\u4e00-\u9fff])|(?:[ABH]股?|-[UWABH]+)$")
_CJK = re.compile(r"[\u4e00-\u9fff]+")
_COMPANY_WORD_TAGS = {"nt", "nz", "nr", "nrt"}  # a dictionary word with another tag is a word first, a company second


def clean(text: str) -> str:
    """Fold width, and drop white space and the line breaks that cells of a printed table carry."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text.replace("\\n", "")))


def short_form(name: str, level: str) -> str:
    """What people write for a division: 湖南 for 湖南省, 湘西 for 湘西土家族苗族自治州."""
    short = name if level == "province" else _AUTONOMOUS.sub("", name)
    if short == name:
        provinces = "(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市"
        ends = {"province": provinces, "city": "市|地区|盟", "county": "市|县|区|(?<![左右中前后合])旗"}[level]
        short = re.sub(f"(?:{ends})$", "", name)
    return short if len(short) >= 2 else name


def read_divisions(path: Path) -> list[tuple[str, str, str, str, str]]:
    """Rows of (name, short form, level, province, city)."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        source = {row["code"]: row for row in csv.DictReader(file)}
    rows = []
    for code, row in source.items():
        name, level = clean(row["name"]), row["level"]
        province = clean(source[code[:2]]["name"])
        if name in _NOT_A_CITY:
            continue
        city = ""
        if level == "city":
            city = name
        elif level == "county":
            city = clean(source[row["parent_code"]]["name"])
            if city in _NOT_A_CITY:  # districts of a municipality belong to it; others answer to the province directly
                city = province if province.endswith("市") else name
        elif name.endswith("市"):
            city = name
        rows.append((name, short_form(name, level), level, province, city))
    rows += [(name, short_form(name, "province"), "province", name, "") for name in _MORE_PROVINCES]
    return sorted(rows)


def read_schools(path: Path, divisions: list[tuple[str, str, str, str, str]]) -> list[tuple[str, str, str, str, str]]:
    """Rows of (name, province, city, level, supervisor)."""
    cities: dict[str, tuple[str, str]] = {}
    for name, short, _, province, city in sorted(divisions, key=lambda row: row[2]):  # a city before a county
        for form in (name, short + "州") if city else ():  # 凉山州 stands for 凉山彝族自治州
            cities.setdefault(form, (province, city))
    rows = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            place = clean(row["place"])
            province, city = cities[_MERGED.get(place, place)]
            rows.append((clean(row["name"]), province, city, row["level"], clean(row["supervisor"])))
    return sorted(rows)


def is_word(name: str, words: dict[str, str]) -> bool:
    """True where the dictionary holds the name as something else than a name of an organisation."""
    return name in words and words[name] not in _COMPANY_WORD_TAGS


def read_listed(path: Path, words: dict[str, str], places: set[str]) -> list[str]:
    """Short names without the exchange's marks (ST, A, B股), without ordinary words and places."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = {_SHARE_CLASS.sub("", clean(row["short_name"])) for row in csv.DictReader(file)}
    return sorted(name for name in names - places if len(name) >= 3 and not is_word(name, words))


def read_short_names(path: Path, words: dict[str, str], other: set[str]) -> list[str]:
    """Names of three to six Chinese characters that are no word, place, school or listed company."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        names = {clean(line) for line in file}
    return sorted(name for name in names - other if 3 <= len(name) <= 6 and _CJK.fullmatch(name) and name not in words)


def read_words(path: Path) -> dict[str, str]:
    """A jieba dictionary as word -> part of speech."""
    pairs = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {fields[0]: fields[-1] for fields in pairs if fields}


def write_table(path: Path, header: tuple[str, ...], rows: list[tuple[str, str, str, str, str]]) -> None:
    """A comma-separated table: UTF-8, line feeds, sorted."""
    lines = [",".join(row) for row in (header, *rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the lists named on the command line, write the project's own files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--divisions", type=Path, required=True, help="columns code,name,level,parent_code")
    parser.add_argument("--schools", type=Path, required=True, help="columns name,supervisor,place,level")
    parser.add_argument("--listed", type=Path, required=True, help="column short_name")
    parser.add_argument("--short-names", type=Path, required=True, help="gzip, one name per line")
    parser.add_argument("--words", type=Path, required=True, help="a jieba dictionary: word frequency tag")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    words = read_words(options.words)
    divisions = read_divisions(options.divisions)
    schools = read_schools(options.schools, divisions)
    places = {form for row in divisions for form in row[:2]}
    listed = read_listed(options.listed, words, places)
    noisy = read_short_names(options.short_names, words, places | {row[0] for row in schools} | set(listed))
    write_table(options.out / "divisions.csv", ("name", "short", "level", "province", "city"), divisions)
    write_table(options.out / "schools.csv", ("name", "province", "city", "level", "supervisor"), schools)
    (options.out / "listed_companies.txt").write_text("\n".join(listed) + "\n", encoding="utf-8")
    packed = gzip.compress(("\n".join(noisy) + "\n").encode(), compresslevel=9, mtime=0)
    (options.out / "noisy_companies.txt.gz").write_bytes(packed)


if __name__ == "__main__":
    main()
