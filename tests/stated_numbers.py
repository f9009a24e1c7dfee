"""The numbers that a report states in its text, and those that its evidence holds."""

from __future__ import annotations

import bisect
import re
from fractions import Fraction
from html.parser import HTMLParser

NUMBER = re.compile(
    r"(?<![\w.])-?\d+/\d+(?!\.\d|\w)|(?<![\w.])-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[-+]?\d+)?(?!\w)"
)
_HELD = re.compile(r"-?\d+/\d+(?!\.\d|\d)|-?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:e[-+]?\d+)?")


class Words(HTMLParser):
    """The text of a page without its pictures, styles and evidence, and the texts of the evidence."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.held: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("svg", "style", "pre", "sup", "summary") or (tag == "p" and ("class", "sha") in attrs):
            self.inside.append(tag)
        if tag in ("p", "td", "th", "li", "h2", "h3", "caption", "figcaption"):
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.said.append(data)
        elif self.inside[-1] == "pre":
            self.held.append(data)


def words_of(page: str) -> Words:
    found = Words()
    found.feed(page)
    return found


def stated(text: str) -> list[tuple[str, bool]]:
    """Every number that a text states, as it stands there, and whether it is a percentage.

    Dates, versions, digests and the numbers of evidence are none.
    """
    cleaned = re.sub(r"\b\d{4}-\d{2}-\d{2}\b|\b\d+\.\d+\.\d+\b|\b[0-9a-f]{64}\b|\[\d+\]", " ", text)
    return [(_rounded(one, cleaned), cleaned[one.end() :].lstrip()[:1] == "%") for one in NUMBER.finditer(cleaned)]


def _rounded(found: re.Match[str], text: str) -> str:
    """The number; with a point behind it where it is said to be about that."""
    number = found.group()
    about = text[: found.start()].endswith("about ") and number.lstrip("-").isdecimal()
    return f"{number}." if about else number


class Held:
    """All numbers of some evidence, to be asked whether one of them rounds to what is stated."""

    def __init__(self, texts: list[str]) -> None:
        found = {
            float(Fraction(one.replace(",", ""))) for text in texts for one in _HELD.findall(text) if _readable(one)
        }
        self.numbers = sorted(found | {-one for one in found})

    def has(self, number: str, *, percent: bool = False) -> bool:
        """Whether some number, or a hundred times it, is this one rounded to as many digits as are stated."""
        number = number.replace(",", "")
        value, half = float(Fraction(number)), _half(number, percent=percent)
        scales = (1.0, 100.0) if percent else (1.0,)
        return any(self._near(value / scale, half / scale) for scale in scales)

    def _near(self, value: float, half: float) -> bool:
        reach = half * 1.0001 + 1e-12 * max(abs(value), 1.0)
        place = bisect.bisect_left(self.numbers, value - reach)
        return place < len(self.numbers) and self.numbers[place] <= value + reach


def _readable(text: str) -> bool:
    return not text.endswith("/0") and len(text) < 300 and abs(int(text.partition("e")[2] or "0")) < 300


def _half(number: str, *, percent: bool) -> float:
    """Half a unit of the last digit; whole numbers and fractions are exact, whole percentages are not."""
    if "/" in number:
        return 0.0
    digits, _, power = number.partition("e")
    rounded = "." in digits or power or percent
    return 0.5 * 10.0 ** (int(power or 0) - len(digits.partition(".")[2])) if rounded else 0.0
