"""describe (著录): a 件 → the ordered structure of DA/T 46, named and nested as DA/T 48 does.

Only what has a value is written. What DA/T 46 gives no place (the digest of a
file, its role) is marked as ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gongwen.model.arrangement.code import CATEGORY, ReferenceCode
from gongwen.model.arrangement.piece import Piece
from gongwen.model.life.values import Step
from gongwen.model.metadata.values import (
    Act,
    Content,
    FileData,
    FileRole,
    Location,
    Node,
    Related,
    Source,
)

ROOT = "电子文件元数据"
_MAIN = (FileRole.ORIGINAL, FileRole.FINAL_DRAFT)


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known of a 件. `code` is None before 整理; `division` is the name of its 机构（问题）.

    `no_security` is what a local list wants for a paper without 密级;
    `control` is 开放 or 控制, `system` the 信息系统描述.
    """

    piece: Piece
    source: Source
    files: tuple[FileData, ...]
    code: ReferenceCode | None = None
    division: str = ""
    acts: tuple[Act, ...] = ()
    related: tuple[Related, ...] = ()
    content: Content = field(default_factory=Content)
    location: Location = field(default_factory=Location)
    system: str = ""
    control: str = ""
    no_security: str = "无"


def acts_of(steps: Iterable[Step]) -> tuple[Act, ...]:
    """Return the steps (办理) of a paper as acts (业务)."""
    return tuple(
        Act(
            step.verb.value,
            step.on,
            step.actor,
            step.organ,
            description="；".join(filter(None, (step.opinion, step.reason))),
        )
        for step in steps
    )


def describe(record: Record) -> Node:
    """Return the description of a 件; parts and their order are those of DA/T 48-2009."""
    agents = _agents(record)
    relations = (_relation(record.piece.item_id, one) for one in record.related)
    acts = (
        _act(ordinal, one, record.piece.item_id, agents) for ordinal, one in enumerate(record.acts, start=1)
    )
    return Node(
        ROOT,
        parts=_kept(
            Node("文件实体块", parts=(_file(record), *relations)),
            Node("业务实体块", parts=tuple(acts)),
            Node("机构人员实体块", parts=tuple(_agent(one, record, agents) for one in agents)),
        ),
    )


def _text(name: str, value: object) -> Node:
    return Node(name, "" if value is None else str(value))


def _kept(*parts: Node) -> tuple[Node, ...]:
    """Return the parts that have a value."""
    return tuple(part for part in parts if part.text or part.parts or part.code)


def _group(name: str, *parts: Node, code: str = "") -> Node:
    return Node(name, parts=_kept(*parts), code=code)


def _file(record: Record) -> Node:
    piece, source, location = record.piece, record.source, record.location
    return _group(
        "文件实体",
        _text("聚合层次", "文件"),
        _group(
            "来源",
            _text("档案馆名称", source.archive),
            _text("档案馆代码", source.archive_code),
            _text("全宗名称", source.fonds_name),
            _text("立档单位名称", source.unit),
        ),
        _text("电子文件号", piece.item_id),
        *_archival_code(record),
        _content(piece, record),
        _group(
            "形式特征",
            _text("文件组合类型", "组合文件" if len(list(_documents(record.files))) > 1 else "单件"),
            _text("页数", piece.pages),
            _text("语种", "汉语"),
        ),
        _group(
            "存储位置",
            _text("当前位置", location.current),
            _text("脱机载体编号", location.medium),
            _text("脱机载体存址", location.medium_place),
            _text("缩微号", location.microform),
        ),
        _group("权限管理", _text("控制标识", record.control)),
        _text("信息系统描述", record.system),
        _text("附注", piece.note),
        _group("文件数据", *_documents(record.files)),
    )


def _archival_code(record: Record) -> Iterator[Node]:
    code = record.code
    if code:
        yield _group(
            "档号",
            _text("全宗号", code.fonds),
            _text("年度", code.year),
            _text("保管期限", code.term.value),
            _text("机构或问题", record.division or code.division),
            _text("类别号", CATEGORY),
            _text("室编件号", code.number),
            code=str(code),
        )


def _content(piece: Piece, record: Record) -> Node:
    said = record.content
    return _group(
        "内容描述",
        _text("题名", piece.listed_title),
        _text("副题名", said.subtitle),
        *(_text("主题词", word) for word in said.keywords),
        _text("摘要", said.abstract),
        _text("文件编号", piece.number),
        *(_text("责任者", organ) for organ in piece.organs),
        _text("日期", piece.date.isoformat() if piece.date else ""),
        _text("文种", piece.kind),
        _text("紧急程度", said.urgency),
        *(_text("主送", organ) for organ in said.addressees),
        *(_text("抄送", organ) for organ in said.cc),
        _text("密级", piece.security or record.no_security),
        _text("保密期限", said.secrecy_period),
    )


def _documents(files: Iterable[FileData]) -> Iterator[Node]:
    """Yield a 文档 for the text of the paper, then one for each other part, in the order given."""
    parts: dict[tuple[str, str], list[FileData]] = {}
    for one in sorted(files, key=lambda one: one.role not in _MAIN):
        key = (FileRole.ORIGINAL.value, "") if one.role in _MAIN else (one.role.value, one.title or one.name)
        parts.setdefault(key, []).append(one)
    for ordinal, ((role, _), members) in enumerate(parts.items(), start=1):
        main = role == FileRole.ORIGINAL.value
        drafts: dict[str, list[FileData]] = {}
        for one in members:
            drafts.setdefault(_manuscript(one), []).append(one)
        name = f"文档{ordinal}"
        yield _group(
            "文档",
            _text("文档标识符", name),
            _text("文档序号", ordinal),
            _text("文档主从声明", "主文档" if main else "附属文档"),
            Node("文档内容", role, extra=True),
            _text("题名", "" if main else members[0].title),
            *(_data(f"{name}-文档数据{n}", *draft) for n, draft in enumerate(drafts.items(), start=1)),
        )


def _manuscript(one: FileData) -> str:
    """Return the 稿本 of a file: 正本 and 定稿 of the paper itself."""
    told = {FileRole.ORIGINAL: "正本", FileRole.FINAL_DRAFT: "定稿"}
    return one.manuscript or told.get(one.role, "")


def _data(name: str, manuscript: str, files: list[FileData]) -> Node:
    codings = (_coding(f"{name}-编码{ordinal}", one) for ordinal, one in enumerate(files, start=1))
    return _group("文档数据", _text("文档数据标识符", name), _text("稿本", manuscript), *codings)


def _coding(name: str, one: FileData) -> Node:
    scan = one.scan
    return _group(
        "编码",
        _text("编码标识符", name),
        _group(
            "电子属性",
            _text("格式信息", one.format),
            _text("计算机文件名", one.name),
            _text("计算机文件大小", one.size),
            _text("文档创建程序", one.program),
            Node("原文件名", one.original_name, extra=True),
            Node("数字摘要", f"SHA-256 {one.digest}" if one.digest else "", extra=True),
        ),
        _group(
            "数字化属性",
            _text("数字化对象形态", scan.form),
            _text("扫描分辨率", scan.resolution),
            _text("扫描色彩模式", scan.colours),
            _text("图像压缩方案", scan.compression),
        )
        if scan
        else Node("数字化属性"),
    )


def _agents(record: Record) -> dict[tuple[str, str], str]:
    """Return whoever is named, organs (单位) first, with an identifier each."""
    organs = [record.source.unit, *record.piece.organs, *(act.organ for act in record.acts)]
    named = [("单位", organ) for organ in organs] + [("个人", act.actor) for act in record.acts]
    known = dict.fromkeys((kind, name) for kind, name in named if name)
    return {one: f"机构人员{ordinal}" for ordinal, one in enumerate(known, start=1)}


def _agent(one: tuple[str, str], record: Record, agents: dict[tuple[str, str], str]) -> Node:
    kind, name = one
    code = record.source.unit_code if name == record.source.unit else ""
    return _group(
        "机构人员实体",
        _text("机构人员标识符", agents[one]),
        _text("机构人员类型", kind),
        _text("机构人员名称", name),
        _text("组织机构代码", code if kind == "单位" else ""),
    )


def _act(ordinal: int, act: Act, item_id: str, agents: dict[tuple[str, str], str]) -> Node:
    who = agents.get(("个人", act.actor)) or agents.get(("单位", act.organ), "")
    of = f"代表{act.organ}" if act.actor and act.organ else ""
    return _group(
        "业务实体",
        _text("业务标识符", f"业务{ordinal}"),
        _text("机构人员标识符", who),
        _text("文件标识符", item_id),
        _text("业务状态", "历史行为"),
        _text("业务行为", act.name),
        _text("行为时间", act.on.isoformat()),
        _text("行为依据", act.mandate),
        _text("行为描述", "；".join(filter(None, (of, act.description)))),
    )


def _relation(item_id: str, one: Related) -> Node:
    return _group(
        "文件实体关系",
        _text("文件标识符", item_id),
        _text("被关联文件标识符", one.other),
        _text("关系类型", one.type),
        _text("关系", one.relation),
        _text("关系描述", one.description),
    )
