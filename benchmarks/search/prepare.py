"""Prepare a corpus of texts that nobody here wrote, for GONGWEN_CORPUS.

    python -m benchmarks.search.prepare SOURCE… --out FOLDER
    GONGWEN_CORPUS=FOLDER python -m benchmarks.search

A SOURCE is a folder or a git repository, with or without a work tree, of laws
and official papers as UTF-8 texts (.md, .txt), one paper a file. What is
published for everybody serves, such as github.com/LawRefBook/Laws (laws,
regulations, judicial interpretations) and waystowork/waystowork.github.io
(departmental rules): `git clone --bare` them anywhere outside this project.

FOLDER, which must be new and outside the project, gets

    papers.jsonl    whole papers, each text once
    passages.jsonl  their articles (条), else paragraphs, of LEAST characters at least, each text once
    about.json      the sources with their commits, and how much there is of each

both in an order shuffled by SEED, so that the first thousand are like all. A
line is an object of title, number, organ, date and text; the date is the first
one that stands in the paper.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import random
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
LEAST, SEED = 20, 9704
SUFFIXES = (".md", ".txt")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKS = re.compile(r"^(?:#+|[*+-]|>+)\s+|^---+$|\*\*|[`|]", re.MULTILINE)
_DATE = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[（(](?:19|20)\d\d[〕\]）)]第?\d{1,5}号")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ARTICLE = re.compile(r"^(?=第[〇零一二三四五六七八九十百千\d]+条)", re.MULTILINE)
_FEWEST_HAN = 200
"""A file with fewer 汉字 is no paper but a list of contents or a note of the repository."""

Paper = dict[str, str]


def main(words: Sequence[str]) -> None:
    """Prepare what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search.prepare")
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args(words)
    if HOME in (chosen.out.resolve(), *chosen.out.resolve().parents):
        parser.error(f"{chosen.out} lies in the project; the corpus stays outside")
    print(json.dumps(prepare(chosen.sources, chosen.out), ensure_ascii=False, indent=2))


def prepare(sources: Sequence[Path], out: Path) -> dict[str, object]:
    """Write the corpus of `sources` into `out`, a new folder; return what `about.json` says."""
    found = [paper for source in sources for name, text in _files(source) if (paper := _paper(name, text))]
    papers = _once(found)
    passages = _once(passage for paper in papers for passage in _passages(paper))
    chance = random.Random(SEED)
    out.mkdir(parents=True)
    about: dict[str, object] = {"sources": [_described(source) for source in sources]}
    for name, kept in (("papers", papers), ("passages", passages)):
        chance.shuffle(kept)
        with (out / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in kept)
        characters = sum(len(one["text"]) for one in kept)
        about[name] = {"count": len(kept), "characters": characters}
    (out / "about.json").write_text(json.dumps(about, ensure_ascii=False, indent=2), encoding="utf-8")
    return about


def _files(source: Path) -> Iterator[tuple[str, str]]:
    """Yield names and texts of the papers of a source, in the order of their names."""
    if not _is_repository(source):
        for path in sorted(source.rglob("*")):
            if path.suffix in SUFFIXES and path.is_file():
                yield str(path.relative_to(source)), path.read_text("utf-8", "replace")
        return
    listed = _git(source, "ls-tree", "-r", "-z", "--name-only", "HEAD").decode("utf-8", "replace")
    for name in sorted(name for name in listed.split("\0") if name.endswith(SUFFIXES)):
        yield name, _git(source, "show", f"HEAD:{name}").decode("utf-8", "replace")


def _is_repository(source: Path) -> bool:
    return (source / ".git").exists() or (source / "HEAD").is_file()


def _git(source: Path, *words: str) -> bytes:
    return subprocess.run(["git", "-C", str(source), *words], check=True, capture_output=True).stdout


def _described(source: Path) -> dict[str, str]:
    place = source.resolve()
    name = place.parent.name if place.name in ("repo", ".git") else place.name
    commit = _git(source, "rev-parse", "HEAD").decode().strip() if _is_repository(source) else ""
    return {"name": name, "commit": commit}


def _paper(name: str, content: str) -> Paper | None:
    """Return the paper of a file without its marks; None when it is none."""
    lines = [line.strip() for line in _MARKS.sub("", _COMMENT.sub("", content)).splitlines()]
    title, *rest = [line for line in lines if line] or [""]
    text = "\n".join(rest)
    if len(_HAN.findall(text)) < _FEWEST_HAN:
        return None
    number = _NUMBER.search(text[:600])
    return {
        "title": title[:200],
        "number": number[0] if number else "",
        "organ": Path(name).parts[-2] if len(Path(name).parts) > 1 else "",
        "date": _date(text),
        "text": text,
    }


def _date(text: str) -> str:
    for match in _DATE.finditer(text):
        try:
            return dt.date(*map(int, match.groups())).isoformat()
        except ValueError:
            continue
    return "2000-01-01"


def _passages(paper: Paper) -> Iterator[Paper]:
    """Yield the articles of a paper, the paragraphs of one without, as papers of their own."""
    articles = _ARTICLE.split(paper["text"])
    for passage in articles if len(articles) > 1 else paper["text"].splitlines():
        if len(passage) >= LEAST:
            yield {**paper, "text": passage.strip()}


def _once(papers: Iterable[Paper]) -> list[Paper]:
    """Return `papers` without those whose text was there before."""
    seen: dict[bytes, Paper] = {}
    for paper in papers:
        seen.setdefault(hashlib.sha256(paper["text"].encode()).digest(), paper)
    return list(seen.values())


if __name__ == "__main__":
    main(sys.argv[1:])
