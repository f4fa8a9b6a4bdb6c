"""Finds records of a register that may be one person: everybody beside everybody, by Splink.

It runs beside the program, on DuckDB, where the optional packages are installed; never in what
serves pages. Nobody is linked: people judge each pair (pairing.py).
"""

from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from math import log2
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from weakref import finalize

from frontdoor.people import searching
from frontdoor.people.matching import Description, linkage
from frontdoor.people.matching.model import shipped
from frontdoor.people.matching.weighing import COLUMNS
from frontdoor.people.models import Person
from frontdoor.people.pairing import Near

AT_ONCE = 20_000  # Records that are read in one go.
JUDGED = 2_000  # Pairs whose reasons are worked out in one go.
MEMORY = "2GB"  # What DuckDB may take before it writes to its folder: ours.


# Brothers, sisters and twins agree in much, and are as many as there are homes: another given name
# is another person, unless one NHS number says otherwise. Level 0 is "different".
_HEAVIEST = """
SELECT unique_id_l, unique_id_r FROM {}
WHERE gamma_given_name <> 0 OR gamma_nhs_number > 0 ORDER BY match_weight DESC
"""


class Register:
    """A hub's register as Splink compares it: read once, and compared outside the transaction."""

    def __init__(self, hub_id: int) -> None:
        self._hub_id = hub_id
        duckdb, folder = import_module("duckdb"), mkdtemp(prefix="frontdoor-")
        # What does not fit into memory is written where nobody else reads, and goes with this.
        finalize(self, rmtree, folder, ignore_errors=True)
        self._duckdb = duckdb.connect(config={"temp_directory": folder})
        self._duckdb.execute(f"SET memory_limit = '{MEMORY}'")
        for macro in linkage.OF_DUCKDB:
            self._duckdb.execute(macro)

    def read(self) -> int:
        """Take what the register says of everybody whom the asker may see; return how many."""
        names = ", ".join(f"{name} varchar" for name in linkage.COLUMNS)
        self._duckdb.execute(f"CREATE OR REPLACE TABLE register (unique_id bigint, {names})")
        arrow, rows, count = import_module("pyarrow"), _rows(self._hub_id), 0
        while some := list(islice(rows, AT_ONCE)):
            made = [(number, *linkage.columns(_description(said))) for number, *said in some]
            columns = dict(
                zip(("unique_id", *linkage.COLUMNS), zip(*made, strict=True), strict=True)
            )
            part = arrow.table({name: _column(arrow, name, each) for name, each in columns.items()})
            self._duckdb.register("part", part)
            self._duckdb.execute("INSERT INTO register SELECT * FROM part")
            self._duckdb.unregister("part")
            count += len(some)
        return count

    def pairs(self, *, least: float) -> list[tuple[int, int]]:
        """Return the pairs that Splink gives that weight or more, the heaviest first."""
        splink, told = import_module("splink"), linkage.settings()
        api = splink.DuckDBAPI(self._duckdb)
        linker = splink.Linker(api.register("register"), told)
        # Splink begins with how seldom two records are one person; our weights are of fields alone.
        chance = told["probability_two_random_records_match"]
        found = linker.inference.predict(threshold_match_weight=least + log2(chance / (1 - chance)))
        return list(self._duckdb.execute(_HEAVIEST.format(found.physical_name)).fetchall())


def judged(pairs: list[tuple[int, int]], *, hub_id: int, least: float) -> Iterator[Near]:
    """Yield those pairs that are near enough as a search weighs them too, with their bands."""
    for at in range(0, len(pairs), JUDGED):
        some = pairs[at : at + JUDGED]
        numbers = {number for pair in some for number in pair}
        said = {n: _description(row) for n, *row in _columns(hub_id).filter(pk__in=numbers)}
        seen = [pair for pair in some if pair[0] in said and pair[1] in said]
        both = [(said[one], said[other]) for one, other in seen]
        likenesses = searching.likenesses(both, hub_id=hub_id)
        for (one, other), likeness in zip(seen, likenesses, strict=True):
            if likeness.weight >= least and likeness.is_worth_a_look:
                yield Near(person=one, other=other, weight=likeness.weight, band=likeness.band)


def least() -> float:
    """Return from which weight a pair is worth a person's time, where nobody says otherwise."""
    return shipped().probably_from


def _columns(hub_id: int) -> Any:
    return Person.objects.filter(hub=hub_id).values_list("pk", *COLUMNS)


def _rows(hub_id: int) -> Iterator[Any]:
    return iter(_columns(hub_id).order_by("pk").iterator(chunk_size=AT_ONCE))


def _description(said: Any) -> Description:
    return Description(**dict(zip(COLUMNS, said, strict=True)))


def _column(arrow: Any, name: str, values: Any) -> Any:
    return arrow.array(values, arrow.int64() if name == "unique_id" else arrow.string())
