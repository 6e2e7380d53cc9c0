"""Why a file could not be read: the sentences staff see, and the exception that carries them in the room."""

from __future__ import annotations

KEPT = "原件已原样留存"


class Unreadable(Exception):
    """Reading ends here; `sentence` is the Chinese trouble, `hostile` that the file looks made to do harm.

    It never leaves the room: `read` turns it into a `Reading`.
    """

    def __init__(self, sentence: str, *, hostile: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hostile = hostile


def damaged(what: str, detail: str = "") -> Unreadable:
    """Return the trouble of a file of the form `what` that is broken; `detail` says where it shows."""
    seen = f"这个 {what} 文件已损坏" + (f"（{detail}）" if detail else "")
    return Unreadable(f"{seen}，{KEPT}，但读不出（或读不全）文字；请用原来的程序打开核对，或请对方重新发来")


def bomb(what: str, detail: str) -> Unreadable:
    """Return the trouble of a file of the form `what` that unfolds to more than any honest one."""
    return Unreadable(
        f"这个 {what} 文件{detail}，像是有意制作的，已停止读取；{KEPT}，请不要打开，向来文单位核实",
        hostile=True,
    )


def locked(what: str) -> Unreadable:
    """Return the trouble of a file that is encrypted."""
    return Unreadable(
        f"这个 {what} 文件有密码，读不了内容；{KEPT}，请向来文单位要密码，去掉密码另存后再收一次"
    )


def too_large(what: str, detail: str) -> Unreadable:
    """Return the trouble of an honest file beyond our measure."""
    return Unreadable(f"这个 {what} 文件{detail}，超过能读取的限度；{KEPT}，文字没有收进检索，请拆小后另收")


CUT_OFF = "文件不完整：末尾缺了一段，可能还在写入，或传输中断；请等它写完，或请对方重新发来"
EMPTY = "文件是空的（零字节），没有内容；请让对方重新发来"
