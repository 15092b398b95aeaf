"""A small client for Chromium's DevTools protocol: open a page, ask it questions, hear what it complains about."""

from __future__ import annotations

import asyncio
import base64
import json
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection, websocket_connect

# No address resolves: what a page asks the network for cannot arrive, and is seen.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--allow-file-access-from-files",
)
PATIENCE = 60.0


@dataclass
class Opened:
    """A page in the browser: what it asked for, what it complained about, and a way to ask it."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)


class Browser:
    """A running browser. Each page is opened in a tab of its own and closed again."""

    def __init__(self, address: str) -> None:
        self.address = address

    def open(
        self,
        page: Path,
        *,
        width: int = 1280,
        height: int = 900,
        ask: dict[str, str] | None = None,
        anchor: str = "",
        media: str = "screen",
        dark: bool = False,
    ) -> Opened:
        """Open a file at this width and evaluate the questions (name -> expression) in it."""
        looked = self._open(page, width, height, ask or {}, anchor, media, dark)
        return asyncio.run(asyncio.wait_for(looked, PATIENCE))

    def saved(self, page: Path, folder: Path, press: str, *, first: str = "1", dark: bool = False) -> Path:
        """The file that a page hands out when ``press`` (an expression, after ``first``) is evaluated in it."""
        return asyncio.run(asyncio.wait_for(self._saved(page, folder, press, first, dark), PATIENCE))

    def sheets(self, page: Path, *, first: str = "1") -> int:
        """How many sheets of paper a page takes when it is printed in its own size, ``first`` evaluated before."""
        return asyncio.run(asyncio.wait_for(self._sheets(page, first), PATIENCE))

    async def _saved(self, page: Path, folder: Path, press: str, first: str, dark: bool) -> Path:
        connection = await websocket_connect(self.address, max_message_size=1 << 28)
        tab = _Tab(connection)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            keep = {"behavior": "allow", "downloadPath": str(folder.resolve()), "eventsEnabled": True}
            await tab.call("Browser.setDownloadBehavior", **keep)
            await tab.start(1280, 900)
            scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
            await tab.call("Emulation.setEmulatedMedia", media="screen", features=[scheme])
            await tab.go(page.resolve().as_uri())
            await tab.evaluate(first)
            await tab.evaluate(press, userGesture=True)
            while tab.download != "completed":
                await tab.listen()
            return folder / tab.named
        finally:
            await tab.close()
            connection.close()

    async def _sheets(self, page: Path, first: str) -> int:
        connection = await websocket_connect(self.address, max_message_size=1 << 28)
        tab = _Tab(connection)
        try:
            await tab.start(1280, 900)
            await tab.go(page.resolve().as_uri())
            await tab.evaluate(first)
            printed = await tab.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
            return len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed["data"])))
        finally:
            await tab.close()
            connection.close()

    async def _open(
        self, page: Path, width: int, height: int, ask: dict[str, str], anchor: str, media: str, dark: bool
    ) -> Opened:
        connection = await websocket_connect(self.address, max_message_size=1 << 28)
        tab = _Tab(connection)
        try:
            await tab.start(width, height)
            scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
            await tab.call("Emulation.setEmulatedMedia", media=media, features=[scheme])
            await tab.go(page.resolve().as_uri() + (f"#{anchor}" if anchor else ""))
            for name, expression in ask.items():
                tab.opened.answers[name] = await tab.evaluate(expression)
            return tab.opened
        finally:
            await tab.close()
            connection.close()


class _Tab:
    """One tab and its conversation."""

    def __init__(self, connection: WebSocketClientConnection) -> None:
        self.connection, self.opened, self.number, self.session = connection, Opened(), 0, ""
        self.loaded = False
        self.named, self.download = "", ""

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        await self.connection.write_message(json.dumps(message | ({"sessionId": self.session} if self.session else {})))
        number = self.number
        while True:
            answer = await self.listen()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return dict(answer["result"])

    async def listen(self) -> dict[str, Any]:
        text = await self.connection.read_message()
        if text is None:
            raise RuntimeError("the browser has gone")
        heard = json.loads(text)
        params = heard.get("params", {})
        match heard.get("method"):
            case "Network.requestWillBeSent":
                self.opened.requests.append(params["request"]["url"])
            case "Runtime.exceptionThrown":
                self.opened.complaints.append(json.dumps(params["exceptionDetails"]))
            case "Runtime.consoleAPICalled":
                self.opened.complaints.append(json.dumps(params["args"]))
            case "Log.entryAdded":
                self.opened.complaints.append(params["entry"]["text"])
            case "Page.loadEventFired":
                self.loaded = True
            case "Browser.downloadWillBegin":
                self.named = params["suggestedFilename"]
            case "Browser.downloadProgress":
                self.download = params["state"]
        return dict(heard)

    async def start(self, width: int, height: int) -> None:
        target = (await self.call("Target.createTarget", url="about:blank"))["targetId"]
        self.target = target
        self.session = (await self.call("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            await self.call(f"{domain}.enable")
        await self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )

    async def go(self, address: str) -> None:
        await self.call("Page.navigate", url=address)
        while not self.loaded:
            await self.listen()
        await self.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")

    async def evaluate(self, expression: str, **more: Any) -> Any:
        got = await self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True, **more)
        if "exceptionDetails" in got:
            raise RuntimeError(json.dumps(got["exceptionDetails"])[:500])
        return got["result"].get("value")

    async def close(self) -> None:
        self.session = ""
        await self.call("Target.closeTarget", targetId=self.target)


@contextmanager
def browser(command: str, folder: Path) -> Iterator[Browser]:
    """Start a browser with a new profile in ``folder``; it ends with the block."""
    process = subprocess.Popen(
        [command, *FLAGS, f"--user-data-dir={folder}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        port, path = _wait_for(folder / "DevToolsActivePort", process)
        yield Browser(f"ws://127.0.0.1:{port}{path}")
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(file: Path, process: subprocess.Popen[bytes]) -> list[str]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if file.exists() and len(lines := file.read_text(encoding="utf-8").split()) == 2:
            return lines
        time.sleep(0.05)
    raise RuntimeError("the browser did not start")
