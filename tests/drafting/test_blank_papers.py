"""The blank templates: each of nine 文种 can be written with nothing but its facts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gongwen.drafting import Draft, Facts, draft
from gongwen.errors import FactsError
from gongwen.model import Form, Kind, Level, Sealing
from gongwen.model.notation import parse, write
from gongwen.office.desk.factfile import read_facts
from gongwen.office.desk.shelf import Shelf
from tests.drafting.small import listed

HOME = Path(__file__).parents[2]
SHELF = Shelf(HOME / "templates")
KINDS = {
    "通知": "blank_notice",
    "通报": "blank_circular",
    "报告": "blank_report",
    "请示": "blank_request",
    "函": "blank_letter",
    "批复": "blank_reply",
    "意见": "blank_opinion",
    "纪要": "blank_minutes",
    "命令": "blank_order",
}


def example(kind: str) -> Facts:
    return read_facts(HOME / "examples" / "文种" / f"{kind}.toml")


def made(kind: str, **changed: object) -> Draft:
    facts = example(kind)
    values = {name: value for name, value in {**facts.values, **changed}.items() if value is not None}
    return draft(SHELF.template(f"空白{kind}"), replace(facts, values=values))


def warned(kind: str, **changed: object) -> list[str]:
    result = made(kind, **changed)
    assert all(finding.level is Level.WARNING for finding in result.findings)
    return [finding.sentence for finding in result.findings]


def refused(kind: str, **changed: object) -> list[str]:
    with pytest.raises(FactsError) as caught:
        made(kind, **changed)
    return listed(caught.value.findings)


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_each_kind_is_its_golden_text(kind: str) -> None:
    document = made(kind).document
    golden = (HOME / "tests" / "golden" / "文种" / f"{kind}.txt").read_text(encoding="utf-8")
    assert write(document) == golden
    assert parse(golden) == document
    assert document.kind is Kind.named(kind)


@pytest.mark.parametrize(("kind", "identifier"), KINDS.items())
def test_each_is_found_by_its_identifier_and_its_chinese_name(kind: str, identifier: str) -> None:
    assert SHELF.template(identifier) == SHELF.template(f"空白{kind}")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "意见"])
def test_the_examples_have_no_findings(kind: str) -> None:
    assert made(kind).findings == ()


def test_annexes_that_are_not_bound_with_the_text_are_a_warning() -> None:
    (sentence,) = warned("意见")
    assert sentence.startswith("附件没有和正文排在一起")


def test_each_is_set_in_its_form_and_sealed_as_is_usual() -> None:
    forms = {kind: made(kind).document.set_form for kind in KINDS}
    special = {"函": Form.LETTER, "纪要": Form.MINUTES, "命令": Form.ORDER}
    assert forms == {kind: special.get(kind, Form.GENERAL) for kind in KINDS}
    unsealed = [kind for kind in KINDS if made(kind).document.signature.sealing is Sealing.UNSEALED]
    assert unsealed == ["纪要"]


def test_every_element_can_be_filled() -> None:
    document = made(
        "通知",
        份号="000001",
        密级="机密",
        保密期限="1年",
        紧急程度="特急",
        用印="加盖签名章",
        签名章=[{"职务": "主任", "姓名": "张三"}],
        印发机关="示例市文广局",
        印发日期="2016-03-02",
    ).document
    header, signature = document.header, document.signature
    assert (header.copy_number, header.security_level, header.secrecy_period) == ("000001", "机密", "1年")
    assert (header.urgency, signature.sealing) == ("特急", Sealing.SIGNED)
    assert [(one.post, one.name) for one in signature.signers] == [("主任", "张三")]
    assert str(document.imprint.printing_date) == "2016-03-02"
    assert parse(write(document)) == document


@pytest.mark.parametrize("kind", KINDS)
def test_a_landscape_table_follows_the_other_annexes_of_any_kind(kind: str) -> None:
    table = {"标题": "软件分布表", "正文": "|单位|数量|\n|-14-|-14-|\n|甲局|3|"}
    plain = {"标题": "说明", "正文": "一页说明。"}
    document = made(kind, 附件=[plain], 横排附件=[table], 另附=None).document
    assert document.body.attachment_note == ("说明", "软件分布表")
    assert [(part.title, part.landscape) for part in document.attachments] == [
        ("说明", False),
        ("软件分布表", True),
    ]


def test_a_landscape_table_may_be_40_characters_wide_an_upright_one_28() -> None:
    wide = {"标题": "软件分布表", "正文": "|单位|数量|\n|-20-|-20-|\n|甲局|3|"}
    (part,) = made("通知", 横排附件=[wide], 附件=None, 另附=None).document.attachments
    assert getattr(part.blocks[0], "widths", None) == (20, 20)
    wider = {**wide, "正文": wide["正文"].replace("-20-|-20", "-20-|-21")}
    assert "各栏宽度合计41字，应不超过40字" in " ".join(refused("通知", 横排附件=[wider]))
    assert "各栏宽度合计40字，应不超过28字" in " ".join(refused("通知", 附件=[wide]))


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("通知", "主送机关"),
        ("报告", "签发人"),
        ("请示", "签发人"),
        ("请示", "联系电话"),
        ("批复", "来文标题"),
        ("批复", "来文文号"),
        ("纪要", "出席"),
        ("函", "正文"),
    ],
)
def test_what_a_kind_must_have_is_asked_for(kind: str, field: str) -> None:
    assert any(f"「{field}」没有填" in one for one in refused(kind, **{field: None}))


def test_a_request_carries_its_contact_in_the_note() -> None:
    assert made("请示").document.note == "联系人：李四，联系电话：80000001"


def test_a_reply_cites_the_title_and_the_number_first() -> None:
    first = made("批复").document.body.blocks[0]
    assert getattr(first, "text", "").startswith(
        "你办《关于报送甲区企业使用正版软件工作实施方案的请示》（甲软办〔2016〕2号）收悉。"
    )


@pytest.mark.parametrize(
    ("kind", "changed", "sentence"),
    [
        ("通知", {"标题": "关于开展自查的通报"}, "文种是通知，标题却以“查的通报”结尾；标题应以文种结尾"),
        (
            "通知",
            {"标题": "自查通知"},
            "标题应写作“关于……的通知”，写明发文机关（红头已有的可省）、事由和文种",
        ),
        (
            "通知",
            {"标题": "关于转发关于自查的通知的通知"},
            "标题里“的通知的通知”重复了文种，请删去一个“的通知”",
        ),
        ("报告", {"主送机关": "省版权局、省国资委"}, "报告原则上主送一个上级机关，其他需要知道的写在抄送里"),
        (
            "报告",
            {"正文": "汇报如下。\n以上妥否，请批示。"},
            "正文里有“妥否”；报告不得夹带请示事项，要请示的另写请示",
        ),
        ("请示", {"附注": "此件不公开"}, "请示应在附注里写明联系人的姓名和电话"),
        ("通知", {"份号": "12"}, "份号「12」一般用6位数字，如 000001"),
    ],
)
def test_what_a_reader_should_look_at_again_is_a_warning(
    kind: str, changed: dict[str, object], sentence: str
) -> None:
    assert sentence in warned(kind, **changed)


@pytest.mark.parametrize(
    ("kind", "changed", "sentence"),
    [
        ("请示", {"标题": "关于培训经费的请示报告"}, "标题写作“请示报告”；请示和报告是两个文种，只能用一个"),
        ("通知", {"密级": "机密"}, "密级是机密，涉密公文应当标注份号"),
        ("通知", {"保密期限": "1年"}, "有保密期限而没有密级"),
        ("通知", {"用印": "加盖签名章"}, "用印是加盖签名章，没有填签发人的职务和姓名"),
        (
            "通知",
            {"签名章": [{"职务": "主任", "姓名": "张三"}]},
            "填了签名章，用印却是加盖印章；请把用印改为加盖签名章，或删去签名章",
        ),
    ],
)
def test_what_a_rule_forbids_is_refused(kind: str, changed: dict[str, object], sentence: str) -> None:
    assert any(one.endswith(sentence) for one in refused(kind, **changed))


@pytest.mark.parametrize("title", ["关于印发《某办法》的通知", "某市办公室关于开会的通知（试行）"])
def test_usual_titles_are_not_complained_of(title: str) -> None:
    assert warned("通知", 标题=title) == []
