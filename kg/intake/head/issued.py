"""What a letter issues or puts up for comment, by the title of the letter: 关于印发《X》的通知."""

from __future__ import annotations

import re

_NOTICES = "通知|公告|通告|函|决定|启事|公示|命令"
_ISSUING = re.compile(
    rf"[^《》]*?(?:关于)?(?:联合)?(?:印发|转发|批转|发布|公布|颁布|下发|颁发)(?P<what>.+?)的?(?:{_NOTICES})(?:[（(].*[）)])?"
)
_CALLING = re.compile(
    rf"[^《》]*?(?:关于)?(?:就|对)?(?:面?向?社会)?(?:再次)?(?:公开)?(?:征求|征集)(?:社会各界|公众|社会|各方)?(?:对|关于)?(?P<what>.+?)(?:公众|社会|修改|的)*意见(?:和?建议)?的?(?:{_NOTICES})"
)
_ABOUT_A_DRAFT = re.compile(
    rf"(?:关于|就|对)?(?P<what>《.+》.*?)(?:面?向社会)?(?:再次)?(?:公开)?(?:征求|征集)(?:社会公众|公众|社会|各方)?(?:的)?意见(?:和?建议)?的?(?:{_NOTICES})"
)
SUFFIX = re.compile(r"[（(【].*[）)】]")


def issued_title(words: str) -> str | None:
    """The title of what a letter issues: X of 关于印发《X》的通知 and of 关于印发X的通知."""
    match = _ABOUT_A_DRAFT.search(words) or _CALLING.fullmatch(words) or _ISSUING.fullmatch(words)
    if not match:
        return None
    what = match["what"].strip()
    if "《" in what and re.fullmatch(r"[^《》关于]{0,20}《.*", what):
        what = what[what.index("《") :]
        inner, rest = quoted(what)
        extra = SUFFIX.match(rest)
        return inner + (extra.group() if extra else "")
    return what if len(what) >= 4 and not what.startswith(("做好", "开展", "召开")) else None


def quoted(words: str) -> tuple[str, str]:
    """The title in 《》 that `words` begin with, and what follows. Titles in it are in 〈〉 or 《》."""
    depth = 0
    for at, letter in enumerate(words):
        depth += (letter == "《") - (letter == "》")
        if depth == 0:
            return words[1:at], words[at + 1 :]
    return words.strip("《》"), ""
