"""The guards of the test run guard: no network, no forgotten mark."""

from __future__ import annotations

import socket
import urllib.request

import pytest


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(("192.0.2.1", 80), id="an address elsewhere"),
        pytest.param(("127.0.0.1", 9), id="this machine, outside a browser test"),
    ],
)
def test_connections_are_refused(address: tuple[str, int]) -> None:
    with socket.socket() as line, pytest.raises(RuntimeError, match="may not reach the network"):
        line.connect(address)


def test_names_are_not_looked_up() -> None:
    with pytest.raises(RuntimeError, match="may not reach the network"):
        urllib.request.urlopen("http://example.org/")


def test_sockets_inside_the_process_work() -> None:
    here, there = socket.socketpair()
    with here, there:
        here.sendall(b"x")
        assert there.recv(1) == b"x"


@pytest.mark.browser
def test_browser_tests_reach_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as line:
        assert line.getpeername() == server.getsockname()
