"""What every test stands on: a database of its own, and a network that is shut.

A test marked `django_db` works in a transaction that is rolled back, as the application's role.
One that commits (`transaction=True`, `live_server`) is followed by a fresh copy of the database.
"""

import ipaddress
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from django.conf import settings
from django.test import TransactionTestCase
from django.utils import timezone
from pytest_django import DjangoDbBlocker

import frontdoor
from launch import disposable
from launch.voice import Trouble
from tests import database
from tests.authenticator import ORIGIN
from tests.canaries import figures
from tests.plans import keep_plans
from tests.provider.serving import CLIENT, SECRET, Provider, serving

SERVER = "FRONTDOOR_TEST_SERVER"
# A worker that begins these last would make all others wait.
LONG = (
    "tests/integration/test_canaries.py",
    "tests/browser/",
    "tests/integration/test_launcher.py",
    "tests/integration/test_example_dies.py",
)

_servers = ExitStack()

ItIs = Callable[[datetime], None]


def pytest_configure(config: pytest.Config) -> None:
    """Start one server before the workers begin: they all use it, and it ends with this process."""
    keep_plans()
    settings.SECRET_KEY = database.SECRET_KEY
    settings.ORIGIN = ORIGIN
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        _admin()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what a worker counted."""
    figures.add(**getattr(node, "workeroutput", {}).get("figures", {}))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Give what this worker counted to the process that waits for all."""
    if (given := getattr(session.config, "workeroutput", None)) is not None:
        given["figures"] = dict(figures.COUNTED)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was counted, so that whoever reads a run knows how much was tried."""
    for line in figures.lines():
        terminalreporter.write_line(line)


def pytest_unconfigure() -> None:
    """Stop the server."""
    _servers.close()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take longest."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def _admin() -> str:
    """Return the superuser's address, starting a throw-away server when none is there."""
    if SERVER not in os.environ:
        try:
            os.environ[SERVER] = _servers.enter_context(disposable.admin_address())
        except Trouble as trouble:
            pytest.exit(str(trouble), returncode=1)
        _servers.callback(os.environ.pop, SERVER)
    return os.environ[SERVER]


@pytest.fixture(scope="session")
def database_copy(django_db_blocker: DjangoDbBlocker) -> Iterator[database.Copy]:
    """This worker's own database; its `owner` and `superuser` addresses look behind the wall."""
    with django_db_blocker.unblock():
        copy = database.copy(_admin(), os.environ.get("PYTEST_XDIST_WORKER", "alone"))
        copy.use()
    yield copy
    with django_db_blocker.unblock():
        copy.drop()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, database_copy: database.Copy) -> Iterator[None]:
    """Stand in for Django's own set-up, whose flush the application's role may not do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: database_copy.renew())
        yield


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> ItIs:
    """Return a function that sets the clock that every door of the hub reads."""
    _open_every_door()

    def told(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)
        for name, module in list(sys.modules.items()):
            if name.startswith("frontdoor.") and callable(getattr(module, "now", None)):
                monkeypatch.setattr(module, "now", lambda: at)

    return told


@cache
def _open_every_door() -> None:
    """Import the whole program: a part that came while the clock is set would keep it for good."""
    for each in walk_packages(frontdoor.__path__, "frontdoor."):
        import_module(each.name)


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """Return a real provider of single sign-on, in a process of its own."""
    with serving(tmp_path_factory.mktemp("provider")) as served:
        yield served


@pytest.fixture
def single_sign_on(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """Let Frontdoor sign people in with that provider."""
    told = {"OIDC_ISSUER": provider.address, "OIDC_CLIENT": CLIENT, "OIDC_SECRET": SECRET}
    for name, value in told.items():
        monkeypatch.setattr(settings, name, value)
    return provider


@pytest.fixture(scope="session", autouse=True)
def network_is_shut() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise PermissionError(f"A test may not call {address[0]}: the network is shut.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
