"""A whole installation in a folder of its own, started as `make demo` starts it, and phones that talk to it over HTTP."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

SESSIONS = """
import json, sys, django
django.setup()
from importlib import import_module
from django.conf import settings
from django.utils import timezone
from rochdale.people.models import Office
from rochdale.trade.models import Answer, Container
store = import_module(settings.SESSION_ENGINE).SessionStore
found = {}
signers = ("manager", "chair", "buyer")
offices = Office.objects.at(timezone.now()).filter(office__in=signers).select_related("person", "organization")
for office in offices.order_by("office", "id"):
    if office.organization.name in found:
        continue
    session = store()
    session["_auth_user_id"] = str(office.person_id)
    session["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    session["_auth_user_hash"] = office.person.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "tap", "at": 0}]
    session["account_authentication_methods_user"] = str(office.person_id)
    session.create()
    found[office.organization.name] = {"key": session.session_key, "kind": office.organization.kind, "waiting": []}
for container in Container.objects.filter(state="proposed").order_by("id"):
    named = set()
    for match in container.matches.select_related("offer__organization", "need__organization"):
        named |= {match.offer.organization.name, match.need.organization.name}
    answered = set(Answer.objects.filter(container=container).values_list("organization__name", flat=True))
    for name in sorted(named - answered):
        if name in found:
            found[name]["waiting"].append(str(container.id))
json.dump(found, sys.stdout)
"""


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Installation:
    """`start`, `kill`, `stop`; its database is `file`."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def file(self) -> Path:
        return self.folder / "rochdale.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "ROCHDALE_MODE": "demo",
            "ROCHDALE_VAR": str(self.folder),
            "DATABASE_URL": f"sqlite:///{self.file}",
            "ROCHDALE_PORT": str(self.port),
            "ROCHDALE_CONFIG": str(self.folder / "none.toml"),
            "DJANGO_SETTINGS_MODULE": "rochdale.config.settings",
        }
        return {**os.environ, **own}

    def start(self, patience_seconds: float = 300) -> float:
        """Start as `make demo` does, in a process group of its own; returns the seconds until the first page came."""
        begun = time.monotonic()
        command = [sys.executable, "-m", "rochdale", "demo"]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, start_new_session=True)
        while time.monotonic() - begun < patience_seconds:
            if self.process.poll() is not None:
                break
            try:
                if Phone(self.port).get("/").status == 200:
                    return time.monotonic() - begun
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.folder / "server.log").read_text(encoding="utf-8")[-3000:])

    def kill(self) -> None:
        """`kill -9` the whole process group: web workers, job worker, engine. The port must be dead afterwards."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for _ in range(100):
            if not self.is_listening():
                return
            time.sleep(0.05)
        raise AssertionError("somebody still listens: a worker outlived the kill")

    def stop(self) -> int:
        """Ctrl-C; returns the exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(30)

    def is_listening(self) -> bool:
        with socket.socket() as one:
            one.settimeout(1)
            return one.connect_ex(("127.0.0.1", self.port)) == 0

    def sessions(self) -> dict[str, dict[str, object]]:
        """One signed-in signer of each organization, with the containers that wait for its answer."""
        done = subprocess.run([sys.executable, "-c", SESSIONS], env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        found: dict[str, dict[str, object]] = json.loads(done.stdout)
        return found


@dataclass
class Answer:
    """What came back."""

    status: int
    location: str
    body: str


class Phone:
    """Somebody's phone: keeps cookies, sends forms, knows nothing else."""

    def __init__(self, port: int, session: str = "") -> None:
        self.port = port
        self.cookies = {"session": session} if session else {}

    def get(self, path: str) -> Answer:
        return self._send("GET", path, None, {})

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """A plain form."""
        body = urllib.parse.urlencode(fields).encode()
        return self._send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def post_file(self, path: str, fields: dict[str, str], name: str, content: bytes) -> Answer:
        """A form with one file in the field `file`."""
        edge = uuid4().hex
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in fields.items()]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
        body = b"".join([*parts, head.encode(), content, f"\r\n--{edge}--\r\n".encode()])
        return self._send("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        line = http.client.HTTPConnection("localhost", self.port, timeout=20)
        headers["Cookie"] = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        if "csrf" in self.cookies:
            headers["X-CSRFToken"] = self.cookies["csrf"]
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except http.client.HTTPException as broken:
            raise ConnectionError(str(broken)) from broken
        finally:
            line.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            key, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[key] = value
        return Answer(answer.status, answer.headers.get("Location", ""), text)


def operation_id() -> UUID:
    """The id a phone gives to what it sends, and keeps for sending it again."""
    return uuid4()
