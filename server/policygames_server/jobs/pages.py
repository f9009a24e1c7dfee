"""Pages of lists, by https://google.aip.dev/158: tokens are signed, and good for the list that gave them alone."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from policygames_server.jobs import refusals

_SIGNATURE = 16


@dataclass(frozen=True, slots=True)
class Tokens:
    """Makes and reads page tokens with a secret key."""

    key: str

    def token(self, scope: str, place: list[Any]) -> str:
        """The token for what comes after `place` in the list called `scope`."""
        body = json.dumps(place, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(self._signed(scope, body) + body).decode().rstrip("=")

    def place(self, scope: str, token: str) -> list[Any] | None:
        """The place that a token of this list names; None for the empty one. Raises RefusedError for any other."""
        if not token:
            return None
        try:
            whole = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError) as error:
            raise refusals.bad_page_token() from error
        signature, body = whole[:_SIGNATURE], whole[_SIGNATURE:]
        if not hmac.compare_digest(signature, self._signed(scope, body)):
            raise refusals.bad_page_token()
        place: list[Any] = json.loads(body)
        return place

    def _signed(self, scope: str, body: bytes) -> bytes:
        text = scope.encode() + b"\0" + body
        return hmac.digest(bytes.fromhex(self.key), text, hashlib.sha256)[:_SIGNATURE]


def size(asked: int, default: int, most: int) -> int:
    """How long a page is. Raises RefusedError where a negative length was asked for."""
    if asked < 0:
        raise refusals.out_of_range(f"{asked} entries a page; allowed: from 0", "page_size", "BAD_PAGE_TOKEN")
    return min(asked or default, most)
