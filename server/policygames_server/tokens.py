"""The file of tokens: a principal and the SHA-256 of its token a line, read again whenever the file changes."""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
from dataclasses import dataclass, replace
from pathlib import Path

from policygames_server.errors import CannotServeError
from policygames_server.stamps import stamp_of

log = logging.getLogger(__name__)

_LINE = re.compile(r"(?P<principal>[!-~]{1,256}?):(?P<sha256>[0-9a-fA-F]{64})(?P<disabled>:disabled)?")


@dataclass(frozen=True, slots=True)
class Token:
    """The SHA-256 of a token and whose it is."""

    principal: str
    sha256: bytes
    disabled: bool


class Tokens:
    """The tokens of a file; the last file that could be read holds until there is a better one."""

    def __init__(self, file: Path) -> None:
        """Raises CannotServeError, naming the line, where the file holds anything but tokens."""
        self._file, self._stamp = file, stamp_of(file)
        self._known = read_tokens(file)

    def find(self, token: str) -> Token | None:
        """The token with this text, disabled where any line disables its principal; None where it is nobody's.

        All are compared, each in constant time.
        """
        sha256, known = hashlib.sha256(token.encode("utf-8", "replace")).digest(), self._current()
        same = [one for one in known if hmac.compare_digest(one.sha256, sha256)]
        if same and _disabled(known, same[0].principal):
            return replace(same[0], disabled=True)
        return same[0] if same else None

    def disables(self, principal: str) -> bool:
        """Whether any line disables the principal."""
        return _disabled(self._current(), principal)

    def _current(self) -> tuple[Token, ...]:
        stamp = stamp_of(self._file)
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._known = read_tokens(self._file)
            except CannotServeError as error:
                log.error("tokens not read again", extra={"problem": str(error)})  # noqa: TRY400 - no traceback: no news
        return self._known


def _disabled(known: tuple[Token, ...], principal: str) -> bool:
    return any(one.disabled and one.principal == principal for one in known)


def read_tokens(file: Path) -> tuple[Token, ...]:
    """The tokens of a file of lines `name:sha256hex`, or `name:sha256hex:disabled`; lines with # and empty ones aside.

    Raises CannotServeError, naming the line but nothing of what it holds.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CannotServeError(f"the tokens in {file} cannot be read: {_why(error)}") from error
    numbered = [(number, line.strip()) for number, line in enumerate(lines, 1)]
    return tuple(_token(file, number, line) for number, line in numbered if line and not line.startswith("#"))


def _token(file: Path, number: int, line: str) -> Token:
    found = _LINE.fullmatch(line)
    if found is None:
        raise CannotServeError(f"{file}:{number}: no token; allowed: name:sha256hex, name:sha256hex:disabled")
    return Token(found["principal"], bytes.fromhex(found["sha256"]), found["disabled"] is not None)


def _why(error: OSError | UnicodeDecodeError) -> str:
    return str(error.strerror) if isinstance(error, OSError) else "it is not UTF-8"
