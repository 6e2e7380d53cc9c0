"""著录: a 件 described after DA/T 46-2009, in machine form and for people. Pure.

Comes in: a piece (件) with its 档号, files, acts (业务), relations. Goes out: an
ordered structure with the blocks of DA/T 48-2009 (文件实体, 业务实体, 机构人员
实体, 关系), its XML, JSON and lines; Findings on what it lacks. Owns the terms
element (元素) and description (著录). Refuses to know files and the database; it
writes no value that nobody said.
"""

from gongwen.model.metadata.checking import Stage, lacking
from gongwen.model.metadata.describing import Record, acts_of, describe
from gongwen.model.metadata.elements import ELEMENTS, Element, Obligation
from gongwen.model.metadata.values import (
    Act,
    Content,
    FileData,
    FileRole,
    Location,
    Node,
    Related,
    ScanData,
    Source,
)
from gongwen.model.metadata.writing import JSON_NAME, XML_NAME, from_json, to_json, to_text, to_xml

__all__ = [
    "ELEMENTS",
    "JSON_NAME",
    "XML_NAME",
    "Act",
    "Content",
    "Element",
    "FileData",
    "FileRole",
    "Location",
    "Node",
    "Obligation",
    "Record",
    "Related",
    "ScanData",
    "Source",
    "Stage",
    "acts_of",
    "describe",
    "from_json",
    "lacking",
    "to_json",
    "to_text",
    "to_xml",
]
