"""A PostgreSQL of the launcher's own: made, started, repaired and stopped."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from launch import account, address, child, leftovers, sockets, state
from launch.account import Account
from launch.binaries import Binaries
from launch.voice import Trouble

ADMIN = "frontdoor_admin"
START = 60.0
# For tests: nothing of theirs is worth keeping through a loss of power.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=4GB")
LOCALES = ("C.UTF-8", "C.utf8", "C")
# The caller's own PG* settings are for the caller's own database.
ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath}


class Server:
    """One database server, reached through a socket by those who know a password (ground 9)."""

    def __init__(
        self,
        home: Path,
        binaries: Binaries,
        *,
        password: str,
        durable: bool = True,
        settings: tuple[str, ...] = (),
    ):
        self.home = home
        self.binaries = binaries
        self.password = password
        self.durable = durable
        self.settings = settings
        self.data = home / f"data-{binaries.major}"
        self.log = home / "postgres.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def sockets(self) -> Path:
        """Return the folder of the socket."""
        return sockets.folder(self.home, account.of(self.data))

    @property
    def number(self) -> int | None:
        """Return the process of the running server."""
        return self._process.pid if self._process else None

    @property
    def is_running(self) -> bool:
        """Tell whether the server that was started still runs."""
        return self._process is not None and self._process.poll() is None

    def address(self, user: str, password: str, database: str) -> str:
        """Return the URL of a database for a role."""
        return address.of(
            host=str(self.sockets),
            port=sockets.PORT,
            user=user,
            password=password,
            database=database,
        )

    @property
    def admin(self) -> str:
        """Return the address of the superuser, for the launcher alone."""
        return self.address(ADMIN, self.password, "postgres")

    def start(self) -> None:
        """Start the server; the first time it is made, and what a crash left is cleared away.

        :raises Trouble: when it does not start, with the end of what it said.
        """
        if not self.data.exists():
            self._make()
        owner = account.of(self.data)
        leftovers.clear(self.data, self.sockets)
        with open(self.log, "w", encoding="utf-8") as log:
            self._process = child.start(
                [self.binaries["postgres"], "-D", str(self.data), *self._options()],
                cwd=self.data, env=ENVIRONMENT, log=log, farewell=signal.SIGINT, account=owner,
            )  # fmt: skip
        self._wait_until_ready()

    def stop(self) -> None:
        """Stop the server as it wants to be stopped; a slow one is pressed."""
        if self._process:
            child.stop(self._process, (signal.SIGINT, 30), (signal.SIGQUIT, 5))
            self._process = None

    def _options(self) -> list[str]:
        settings = (
            "listen_addresses=",
            f"port={sockets.PORT}",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            "max_connections=60",
            *(() if self.durable else CARELESS),
            *self.settings,
        )
        return [word for setting in settings for word in ("-c", setting)]

    def _wait_until_ready(self) -> None:
        end = time.monotonic() + START
        while self.is_running and time.monotonic() < end:
            if self._says_ready():
                return
            time.sleep(0.02)
        self.stop()
        raise Trouble(f"PostgreSQL did not start. It said:\n\n{_tail(self.log)}")

    def _says_ready(self) -> bool:
        """Read the eighth line of the lock file, where the server tells how far it is."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def _make(self) -> None:
        """Make the data folder beside its place and move it there when it is whole."""
        new = self.home / f"{self.data.name}.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        maker = account.for_setting_up()
        maker.own(new)
        password = self.home / "password.new"
        state.keep(password, self.password)
        maker.own(password)
        try:
            self._initdb(new / "data", password, maker)
        finally:
            password.unlink()
        keeper = account.private(int(state.digest(self.home), 16))
        keeper.own(new / "data")
        (new / "data").rename(self.data)
        new.rmdir()

    def _initdb(self, data: Path, password: Path, maker: Account) -> None:
        for locale in LOCALES:
            made = subprocess.run(
                [
                    self.binaries["initdb"], "-D", str(data), "-U", ADMIN,
                    "--auth=scram-sha-256", f"--pwfile={password}", "--encoding=UTF8",
                    "--data-checksums", *_locale(locale, self.binaries.major),
                    *(() if self.durable else ("--no-sync",)),
                ],
                cwd=data.parent, env=ENVIRONMENT, stdin=subprocess.DEVNULL, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **maker.drop,
            )  # fmt: skip
            if made.returncode == 0:
                return
            shutil.rmtree(data, ignore_errors=True)
        raise Trouble(f"PostgreSQL could not be set up. It said:\n\n{made.stdout.strip()}")


def _locale(name: str, major: int) -> list[str]:
    """Return a locale that knows capitals beyond ASCII, from PostgreSQL itself where it has one."""
    if major >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return [f"--locale={name}"]


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
