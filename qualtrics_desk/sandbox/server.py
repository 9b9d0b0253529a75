"""The ASGI application: every request passes here, in the same order of checks.

URL length, authorization, rate limit, delay, injected fault, work, injected loss. The inspection
end points outside /API/v3 need the token too, but meet no faults.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
import uuid
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route, Router

from qualtrics_desk.sandbox import wire
from qualtrics_desk.sandbox.auth import OAuthRefusal
from qualtrics_desk.sandbox.calls import (
    NO_ROUTE,
    Answer,
    Call,
    Endpoint,
    Refusal,
    http_status,
)
from qualtrics_desk.sandbox.faults import Roll
from qualtrics_desk.sandbox.request_log import Line, RequestLog, body_hash, without_secret
from qualtrics_desk.sandbox.routes import ENDPOINTS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from qualtrics_desk.sandbox.brand import Brand

PREFIX = "/API/v3"
_MAX_URL = 8192
_PIECE = 1 << 18
_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]
_FAULT_TEXTS = {
    500: ("Internal server error. Please try again.", "SURVEYS_1.2"),
    503: ("Service temporarily unavailable.", None),
    504: ("Gateway timeout.", None),
}


class _Cut(Exception):
    """The connection was dropped on purpose."""


class Gate:
    """Takes requests through the checks to their routes."""

    def __init__(self, brand: Brand, log: RequestLog, latency: float) -> None:
        self._brand = brand
        self._log = log
        self._latency = latency

    async def handle(self, request: Request, endpoint: Endpoint | None) -> Response:
        """Answer one request and log it."""
        started = time.perf_counter()
        body = await request.body()
        call = Call(
            self._brand,
            method=request.method,
            path=request.url.path,
            params=request.path_params,
            query=request.query_params,
            headers={name.lower(): value for name, value in request.headers.items()},
            raw=body,
        )
        roll = Roll()
        try:
            if endpoint is None or not endpoint.inspection:
                self._admit(request, call, endpoint)
                self._brand.counts[f"requests {request.method}"] += 1
                if wait := self._latency + self._brand.faults.slow:
                    await asyncio.sleep(wait)
                roll = self._brand.dice.roll()
                if roll.name:
                    self._brand.counts[f"fault {roll.name}"] += 1
            elif request.client is None or not request.client.host.startswith("127."):
                raise Refusal(403, "The inspection is open to this machine only.")
            else:
                self._admit(request, call, endpoint)
            response = await self._work(request, call, endpoint, roll)
        except Refusal as refusal:
            response = self._refuse(refusal)
        except _Cut:
            self._note(request, call, None, 0, roll.name)
            raise
        took = int((time.perf_counter() - started) * 1000)
        response.headers["request-time"] = str(took)
        size = 0 if isinstance(response, StreamingResponse) else len(response.body)
        fault = roll.name or ("429" if response.status_code == 429 else None)
        self._note(request, call, response.status_code, size, fault)
        return response

    def _admit(self, request: Request, call: Call, endpoint: Endpoint | None) -> None:
        brand = self._brand
        if len(str(request.url)) > _MAX_URL:
            raise Refusal(414, "The URL is too long.")
        wanted = endpoint or Endpoint(request.method, call.path, _no_route)
        expires = None if wanted.inspection else brand.faults.expire_token
        brand.gatekeeper.admit(call.headers, wanted, expires)
        if wanted.inspection:
            return
        if set(brand.faults.forbid) & set(call.path.split("/")):
            raise Refusal(403, "Your user may not do this.")
        wait = brand.bucket.pour()
        if wait is not None:
            brand.counts["fault 429"] += 1
            raise Refusal(429, "Too Many Requests", headers=self._retry_after(wait))
        has_length = "content-length" in call.headers or "transfer-encoding" in call.headers
        if request.method == "POST" and not has_length:
            raise Refusal(411, "A Content-Length is required.")

    def _retry_after(self, wait: float) -> dict[str, str]:
        seconds = int(wait) + 1
        form = self._brand.faults.retry_after
        if form == "on":
            return {"Retry-After": str(seconds)}
        if form == "date":
            moment = datetime.now(UTC) + timedelta(seconds=seconds)
            return {"Retry-After": format_datetime(moment, usegmt=True)}
        return {}

    async def _work(
        self, request: Request, call: Call, endpoint: Endpoint | None, roll: Roll
    ) -> Response:
        if roll.reset:
            await self._cut(request)
        if roll.status is not None and not roll.applied:
            raise self._fault(roll.status)
        try:
            if endpoint is None:
                raise Refusal(404, NO_ROUTE)
            if endpoint.writes:
                answer = await run_in_threadpool(self._write, call, endpoint)
            else:
                call.db = self._brand.store.reader
                answer = endpoint.handler(call)
            for hook in call.after:
                hook()
            response = self._respond(request, answer)
        except Refusal as refusal:
            response = self._refuse(refusal)
        if roll.lost:
            await self._cut(request)
        if roll.status is not None:
            raise self._fault(roll.status)
        return response

    def _write(self, call: Call, endpoint: Endpoint) -> Answer:
        with self._brand.store.writing() as db:
            call.db = db
            return endpoint.handler(call)

    async def _cut(self, request: Request) -> None:
        wire.cut(request.client)
        while not await request.is_disconnected():  # noqa: ASYNC110 - ASGI offers no event for it
            await asyncio.sleep(0)
        raise _Cut

    def _fault(self, status: int) -> Refusal:
        text, code = _FAULT_TEXTS[status]
        return Refusal(status, text, code)

    def _meta(self, status: int, *, request_id: bool = True) -> dict[str, Any]:
        meta: dict[str, Any] = {
            "httpStatus": http_status(status),
            "requestId": str(uuid.uuid4()) if request_id else None,
        }
        if self._brand.faults.notice:
            host = self._brand.events.origin.partition("://")[2].replace("127.0.0.1", "localhost")
            meta["notice"] = (
                f"Request proxied. For faster response times, use this host instead: {host}"
            )
        return meta

    def _respond(self, request: Request, answer: Answer) -> Response:
        if answer.file is not None:
            return self._hand_out(request, answer, answer.file)
        if answer.stream is not None:
            return StreamingResponse(
                answer.stream, answer.status, answer.headers, answer.media_type
            )
        if answer.content is not None:
            return Response(answer.content, answer.status, answer.headers, answer.media_type)
        document = dict(answer.document or {})
        if answer.result is not msgspec.UNSET:
            document["result"] = answer.result
        if answer.with_meta:
            document["meta"] = self._meta(answer.status)
        return _json(document, answer.status, answer.headers)

    def _hand_out(self, request: Request, answer: Answer, path: Path) -> Response:
        """Send a file; where the faults want it, the connection breaks in the middle of it."""
        size = path.stat().st_size
        broken = self._brand.dice.cuts_download()

        async def pieces() -> AsyncIterator[bytes]:
            left = size // 2 if broken else size
            with path.open("rb") as file:
                while left > 0:
                    piece = file.read(min(left, _PIECE))
                    left -= len(piece)
                    yield piece
            if broken:
                self._brand.counts["fault cut"] += 1
                # What was sent must be on its way before the reset overtakes it.
                await asyncio.sleep(0.02)
                await self._cut(request)

        headers = answer.headers | {"content-length": str(size)}
        return StreamingResponse(pieces(), answer.status, headers, answer.media_type)

    def _refuse(self, refusal: Refusal) -> Response:
        error = {"errorMessage": refusal.text}
        if refusal.code is not None:
            error["errorCode"] = refusal.code
        meta = self._meta(refusal.status, request_id=refusal.request_id)
        return _json({"meta": meta | {"error": error}}, refusal.status, refusal.headers)

    def _note(
        self, request: Request, call: Call, status: int | None, size: int, fault: str | None
    ) -> None:
        if not self._log.is_open:
            return
        secret = self._brand.gatekeeper.token
        self._log.write(
            Line(
                time=datetime.now(UTC).isoformat(timespec="milliseconds"),
                method=request.method,
                path=without_secret(call.path, secret),
                query=without_secret(request.url.query, secret),
                status=status,
                bytes=size,
                fault=fault,
                body=body_hash(call.raw),
            )
        )


def _no_route(_: Call) -> Answer:
    raise Refusal(404, NO_ROUTE)


def _json(document: object, status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(msgspec.json.encode(document), status, headers, "application/json")


class Application:
    """The whole server as one ASGI application."""

    def __init__(self, brand: Brand, log: RequestLog, *, latency: float = 0.0) -> None:
        self._brand = brand
        self._gate = Gate(brand, log, latency)
        self._router = Router(
            [*self._routes(), self._route("/{path:path}", {})],
            redirect_slashes=False,
            lifespan=self._life,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve; a slash at the end of a path is accepted (qualtrics-api.md A.1)."""
        if scope["type"] == "http" and len(scope["path"]) > 1 and scope["path"].endswith("/"):
            scope["path"] = scope["path"].rstrip("/")
        with contextlib.suppress(_Cut):
            await self._router(scope, receive, send)

    def _routes(self) -> list[BaseRoute]:
        by_path: dict[str, dict[str, Endpoint]] = {}
        for endpoint in ENDPOINTS:
            prefix = "" if endpoint.inspection else PREFIX
            by_path.setdefault(prefix + endpoint.path, {})[endpoint.method] = endpoint
        routes: list[BaseRoute] = [
            Route("/oauth2/token", self._grant, methods=["POST"]),
            Route("/contact-export/{file}", self._download, methods=["GET"]),
        ]
        routes += [self._route(path, methods) for path, methods in by_path.items()]
        return routes

    def _route(self, path: str, methods: dict[str, Endpoint]) -> Route:
        async def serve(request: Request) -> Response:
            return await self._gate.handle(request, methods.get(request.method))

        return Route(path, serve, methods=_METHODS)

    async def _grant(self, request: Request) -> Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        try:
            return _json(self._brand.gatekeeper.grant(headers, await request.body()), 200)
        except OAuthRefusal as refusal:
            return _json(refusal.document, refusal.status)

    async def _download(self, request: Request) -> Response:
        if "x-api-token" in request.headers or "authorization" in request.headers:
            self._brand.counts["token sent to a download"] += 1
        answer = self._brand.exports.download(
            request.path_params["file"], request.headers.get("x-jwt", "")
        )
        if answer is None:
            return _json({"message": "Forbidden"}, 403)
        return answer

    @contextlib.asynccontextmanager
    async def _life(self, _: object) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            brand = self._brand
            parts: list[Any] = [
                brand.scheduler,
                brand.exports,
                brand.response_exports,
                brand.events,
            ]
            for part in parts:
                part.start(group)
            try:
                yield
            finally:
                for part in parts:
                    part.stop()
