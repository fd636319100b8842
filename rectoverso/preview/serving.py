"""HTTP to this machine, and to nobody else.

The server listens on the loopback addresses and on no other. A name that leads here from
outside (DNS rebinding) is refused by its ``Host`` header. Whatever is served lies in memory
under its own name; no request reaches a file.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from rectoverso.model.artifacts import Audience
from rectoverso.preview.press import Press, is_font
from rectoverso.preview.search_index import SearchIndex
from rectoverso.preview.shell import Shell
from rectoverso.preview.stage import Stage
from rectoverso.preview.variants import Scheme, local_addresses, served
from rectoverso.publish import searching

ADDRESSES = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
"""Where to listen: the first one in any case, the second where the machine has it."""

_OWN = "/-/"
"""What addresses of the preview's own begin with; no artifact's does."""

_HERE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
_SHELL_POLICY = (
    f"{_HERE}; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " frame-src 'self'"
)
_PAGE_POLICY = (
    f"{_HERE}; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval';"
    " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
    " connect-src 'self'; media-src 'self'; worker-src 'self' blob:; manifest-src 'self';"
    " object-src 'self'; frame-src 'self'"
)
# What is private has no script of its own: letters, keys, reports.
_PRIVATE_POLICY = _PAGE_POLICY.replace(" 'unsafe-inline' 'wasm-unsafe-eval';", ";")
# A page that waits for its fonts moves under the reader; their addresses change with them.
_FONTS = "private, max-age=3600"
_PUBLIC = f"{Audience.PUBLIC}/"


@contextmanager
def listening(port: int, stage: Stage, press: Press, shell: Shell) -> Iterator[str]:
    """Answers requests while the context lasts.

    Args:
        port: 0 for a free one.
        stage, press, shell: what is shown.

    Yields:
        The address of the preview.

    Raises:
        OSError: the port is taken, or must not be used.
    """
    parts = {"stage": stage, "press": press, "shell": shell, "search_index": SearchIndex(stage)}
    handler = type("Handler", (_Handler,), parts)
    servers = [_Server(*ADDRESSES[0], port, handler)]
    port = servers[0].server_port
    # No IPv6 on this machine, or somebody else there: the address that is told still works.
    with suppress(OSError):
        servers.append(_Server(*ADDRESSES[1], port, handler))
    threads = [threading.Thread(target=server.serve_forever, daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield f"http://{ADDRESSES[0][1]}:{port}/"
    finally:
        stage.close()
        for server in servers:
            server.shutdown()
            server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A listener that is never waited for must not keep the program from ending.
    block_on_close = False
    # Elsewhere it lets a port be used again at once; on Windows it lets two programs share it.
    allow_reuse_address = os.name != "nt"

    def __init__(
        self,
        family: socket.AddressFamily,
        address: str,
        port: int,
        handler: type[BaseHTTPRequestHandler],
    ) -> None:
        self.address_family = family
        super().__init__((address, port), handler)

    def server_bind(self) -> None:
        if self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        # Without the look-up of the machine's name that the base class adds.
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.socket.getsockname()[:2]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves in the middle of an answer is no fault."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "rectoverso"
    sys_version = ""
    stage: Stage
    press: Press
    shell: Shell
    search_index: SearchIndex

    def do_GET(self) -> None:
        """Answers."""
        if not self._from_here():
            self._say(HTTPStatus.FORBIDDEN, "only-here")
            return
        try:
            path = unquote(urlsplit(self.path).path)
        except ValueError:
            # « http://[ » is no address at all.
            self._say(HTTPStatus.NOT_FOUND, "not-made")
            return
        if path == "/":
            self._send(self.shell.page(), "text/html", _SHELL_POLICY)
        elif path == f"{_OWN}events":
            self._events()
        elif path == f"{_OWN}state":
            self._send(json.dumps(self.shell.state()).encode(), "application/json", _HERE)
        elif path.startswith(f"{_OWN}explain/"):
            page = self.shell.explained(path.removeprefix(f"{_OWN}explain/"))
            if page is None:
                self._say(HTTPStatus.NOT_FOUND, "not-made")
            else:
                self._send(page, "text/html", _SHELL_POLICY)
        elif path.startswith(_OWN):
            found = self.shell.asset(path.removeprefix(_OWN))
            if found is None:
                self._say(HTTPStatus.NOT_FOUND, "not-made")
            else:
                self._send(*found, _SHELL_POLICY)
        else:
            self._artifact(path.removeprefix("/"))

    do_HEAD = do_GET

    def _from_here(self) -> bool:
        """Whether the browser was told one of our own names, which no other site can make it say.

        See https://en.wikipedia.org/wiki/DNS_rebinding.
        """
        port = self.connection.getsockname()[1]
        hosts = self.headers.get_all("Host") or []
        names = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        return len(hosts) == 1 and hosts[0].lower() in names

    def _artifact(self, path: str) -> None:
        scheme = Scheme.ASKED
        for one in (Scheme.LIGHT, Scheme.DARK):
            if path.startswith(f"{one.value}/"):
                scheme, path = one, path.removeprefix(f"{one.value}/")
        artifacts = self.stage.scene.artifacts
        folder = f"{path.rstrip('/')}/index.html"
        if path not in artifacts and folder in artifacts:
            if not path.endswith("/"):
                self._redirect(f"{urlsplit(self.path).path}/")
                return
            path = folder
        artifact = artifacts.get(path)
        searched = self.search_index.file(path) if artifact is None else None
        if searched is not None:
            self._send(searched, searching.media_type(path), _PAGE_POLICY)
            return
        if artifact is None and f"{_PUBLIC}{path}" in artifacts:
            # Addresses from the root of the site, as a page for missing pages has to have them.
            self._redirect(f"/{_PUBLIC}{quote(path)}")
            return
        if artifact is None:
            self._say(HTTPStatus.NOT_FOUND, "not-made")
            return
        if is_font(artifact):
            font = self.press.font(path)
            if font is None:
                self._say(HTTPStatus.SERVICE_UNAVAILABLE, "making")
            else:
                self._send(font.content, artifact.media_type, _PAGE_POLICY, caching=_FONTS)
            return
        self.stage.look(path)
        try:
            made = self.press.make(path)
        except Exception as fault:
            self._say(HTTPStatus.INTERNAL_SERVER_ERROR, "cannot-make", str(fault))
            return
        if made is None:
            self._say(HTTPStatus.NOT_FOUND, "not-made")
            return
        if not made.content:
            self._say(HTTPStatus.INTERNAL_SERVER_ERROR, "cannot-make", self.shell.told(made))
            return
        content, policy = made.content, _PAGE_POLICY
        if artifact.audience is Audience.PRIVATE and artifact.media_type == "text/html":
            content, policy = local_addresses(content, self.shell.url), _PRIVATE_POLICY
        content = served(content, artifact.media_type, scheme, self.press.versions())
        self._send(content, artifact.media_type, policy)

    def _events(self) -> None:
        """Server-sent events, until the listener leaves.

        See https://html.spec.whatwg.org/multipage/server-sent-events.html.
        """
        self.close_connection = True
        last = self.stage.last_event
        self._head(HTTPStatus.OK, "text/event-stream", _HERE, None)
        if self.command == "HEAD":
            return
        self.wfile.write(f"event: hello\ndata: {last}\n\n".encode())
        self.wfile.flush()
        try:
            for event in self.stage.events(last):
                text = f"data: {json.dumps(asdict(event))}\n\n" if event else ": still here\n\n"
                self.wfile.write(text.encode())
                self.wfile.flush()
        except OSError:
            return

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _say(self, status: HTTPStatus, text: str, detail: str = "") -> None:
        self._send(self.shell.notice(text, detail), "text/html", _SHELL_POLICY, status)

    def _send(
        self,
        content: bytes,
        media_type: str,
        policy: str,
        status: HTTPStatus = HTTPStatus.OK,
        caching: str = "no-store",
    ) -> None:
        self._head(status, media_type, policy, len(content), caching)
        if self.command != "HEAD":
            self.wfile.write(content)

    def _head(
        self,
        status: HTTPStatus,
        media_type: str,
        policy: str,
        length: int | None,
        caching: str = "no-store",
    ) -> None:
        text = media_type.startswith("text/") or media_type.endswith(("json", "xml"))
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8" if text else media_type)
        if length is not None:
            self.send_header("Content-Length", str(length))
        else:
            self.send_header("Connection", "close")
        self.send_header("Cache-Control", caching)
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not told."""
