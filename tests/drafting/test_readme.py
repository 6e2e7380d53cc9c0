"""The example that templates/README.md teaches with gives what it says."""

from __future__ import annotations

import re
from pathlib import Path

from gongwen.drafting import Facts, draft, read_template
from gongwen.drafting.fieldfile import KEYS
from gongwen.drafting.fields import FieldType
from gongwen.drafting.tomltext import read_toml
from gongwen.model.notation import write
from gongwen.model.notation.lexing import ELEMENTS, SECTIONS

README = (Path(__file__).parents[2] / "templates" / "README.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^```(\S+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL))


def test_the_example_drafts_to_the_result_shown() -> None:
    template = read_template("例", lambda identifier: (BLOCKS["text.txt"], BLOCKS["fields.toml"]))
    made = draft(template, Facts(*read_toml(BLOCKS["facts.toml"])))
    assert made.findings == ()
    assert write(made.document) == BLOCKS["result.txt"]


def test_every_word_a_clerk_may_write_is_explained() -> None:
    words = [*ELEMENTS, *(f"【{name}】" for name in SECTIONS), *(kind.value for kind in FieldType), *KEYS]
    words += [f"{{% {key}" for key in ("每个", "如有", "如无", "否则", "完", "并入", "写入")]
    words += ["只供并入"]
    assert [word for word in words if word not in README] == []
