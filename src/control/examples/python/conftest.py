"""A pytest fixture: one server for all tests, and a clean state for each of them."""

import json
import os
import shlex
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

COMMAND = shlex.split(os.environ.get("SERVER_COMMAND", "npx --yes smb2-auth-server"))


class Control:
    """The control API; `GET /openapi.json` describes it."""

    def __init__(self, url, token):
        self.url, self.token = url, token

    def __call__(self, method, path, body=None, **query):
        request = urllib.request.Request(
            f"{self.url}{path}?{urllib.parse.urlencode(query)}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=70) as answer:
                text = answer.read()
                return json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            raise AssertionError(json.load(error)["detail"]) from error

    def attempt(self, **query):
        """The first login attempt that matches; when none comes, the error says what did arrive."""
        answer = self("GET", "/v1/attempts", wait=10, **query)
        assert answer["attempts"], answer["arrived"]
        return answer["attempts"][0]


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    file = tmp_path_factory.mktemp("smb") / "control.json"
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--user", "alice:secret", "--share", "data"]
        + ["--control", "0", "--control-file", str(file)],
        stdout=subprocess.DEVNULL,
    )
    try:
        while not file.exists():  # It appears whole, once everything listens.
            assert process.poll() is None, "the server has ended"
            time.sleep(0.05)
        yield Control(**json.loads(file.read_text()))
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def control(server):
    server("POST", "/v1/reset")
    return server


@pytest.fixture
def smb(control):
    """The address of SMB: host and port."""
    address = control("GET", "/v1/server")["addresses"]["smb"]
    return address["host"], address["port"]
