"""The databases of the tests: one template, and a copy of it for each worker (ground 21).

The template is made as a real installation is: roles by a superuser, tables by the owner. The
tests then work as the application, which may not empty a table; so a test that commits is
followed by a fresh copy instead.
"""

import hashlib
import os
from dataclasses import dataclass, replace

import psycopg
from django.db import connections
from psycopg import sql

from config import database
from launch import address, grants, manage, preparing, roles
from launch.manage import Addresses
from launch.roles import Names

TURN = 7_202_611
PREFIX = "frontdoor_template_"
SECRET_KEY = "only-for-tests-" + "k" * 50


@dataclass(frozen=True)
class Copy:
    """The database of one worker, on a server whose superuser `admin` is."""

    admin: str
    template: str
    name: str

    @property
    def application(self) -> str:
        """Return the address for the application's role."""
        return _address(self.admin, roles.names().application, self.name)

    @property
    def owner(self) -> str:
        """Return the address for the owner's role."""
        return _address(self.admin, roles.names().owner, self.name)

    @property
    def superuser(self) -> str:
        """Return the superuser's address of this database, to look behind the wall."""
        return address.change(self.admin, database=self.name)

    def use(self) -> None:
        """Let Django work in this copy, as the application."""
        entry = database.parse(self.application)
        connections["default"].close()
        connections.databases["default"].update(entry)

    def renew(self) -> None:
        """Throw away what tests have committed."""
        connections.close_all()
        with psycopg.connect(self.admin, autocommit=True) as connection:
            _drop(connection, self.name)
            self._create(connection)

    def drop(self) -> None:
        """Remove the copy."""
        connections.close_all()
        with psycopg.connect(self.admin, autocommit=True) as connection:
            _drop(connection, self.name)

    def _create(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                sql.Identifier(self.name),
                sql.Identifier(roles.names().owner),
                sql.Identifier(self.template),
            )
        )
        for sentence in roles.of_the_door(replace(roles.names(), database=self.name)):
            connection.execute(sentence.encode())


def copy(admin: str, worker: str) -> Copy:
    """Return a fresh copy for a worker; the first one on a server makes the template."""
    made = Copy(admin, _template(admin), f"frontdoor_test_{worker}_{os.getpid()}")
    made.renew()
    return made


def _template(admin: str) -> str:
    """Return the template's name. It is made again when what shapes a database has changed."""
    name = f"{PREFIX}{preparing.fingerprint()[:16]}"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [TURN])
        if not grants.exists(connection, name):
            _forget_old_templates(connection)
            _make_template(admin, replace(roles.names(), database=f"{name}_new"))
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(f"{name}_new"), sql.Identifier(name)
                )
            )
    return name


def _make_template(admin: str, named: Names) -> None:
    passwords = {role: _password(admin, role) for role in (named.owner, named.application)}
    grants.give(admin, named, passwords=passwords)
    addresses = Addresses(
        application=_address(admin, named.application, named.database),
        owner=_address(admin, named.owner, named.database),
    )
    env = manage.environment(addresses, secret_key=SECRET_KEY)
    preparing.tables(addresses, env)
    manage.run("example_data", "--only-people", env=env)


def _forget_old_templates(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    found = connection.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]
    )
    for (name,) in found.fetchall():
        _drop(connection, str(name))


def _drop(connection: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    connection.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )


def _password(admin: str, role: str) -> str:
    """Return a password that every worker knows without being told."""
    return hashlib.sha256(f"{admin}\0{role}".encode()).hexdigest()


def _address(admin: str, role: str, name: str) -> str:
    """Return the address of a database on the superuser's server for another role."""
    return address.change(admin, database=name, user=role, password=_password(admin, role))
