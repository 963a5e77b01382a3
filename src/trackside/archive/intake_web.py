"""How intake opens http and https addresses; apart from it so that files never pay for the network modules."""

from __future__ import annotations

from contextlib import AbstractContextManager
from email.message import Message
from typing import IO, Protocol, cast
from urllib import request

from trackside import __version__
from trackside.errors import BadInput

# How long a server may stay silent.
SILENCE_S = 20.0


class Answer(Protocol):
    """What an opener gives: as much of the standard library's response as intake needs."""

    @property
    def headers(self) -> Message:
        """The headers of the response."""

    def read(self, amount: int, /) -> bytes:
        """At most so many bytes, none at the end."""

    def geturl(self) -> str:
        """The address after redirects."""


class _OnlyWeb(request.HTTPRedirectHandler):
    """Follows redirects to http and https alone; the standard handler would also follow them to FTP."""

    def redirect_request(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> request.Request | None:
        if not newurl.lower().startswith(("http://", "https://")):
            raise BadInput(req.full_url, f"leads to {newurl}, which is not opened", "give an http or https address")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def open_web(address: str) -> AbstractContextManager[Answer]:
    """Open an http or https address; the opener is built by hand because the standard one also opens files and FTP."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        _OnlyWeb(),
        request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    wanted = {"User-Agent": f"trackside/{__version__}", "Accept": "text/html, text/*;q=0.9, */*;q=0.5"}
    asked = request.Request(address, headers=wanted)  # noqa: S310 - intake checks the scheme
    return cast("AbstractContextManager[Answer]", opener.open(asked, timeout=SILENCE_S))
