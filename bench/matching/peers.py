"""Beside what we are measured: Splink, the shape of HMPPS Person Match, and recordlinkage."""

import os
from collections.abc import Callable
from math import log2

import duckdb
import pandas as pd
import psycopg
import recordlinkage
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.internals.realtime import compare_records

from bench.matching import frames
from bench.matching.scoring import Best, Pair, best, frequencies, weight
from bench.matching.sets import Told, febrl
from frontdoor.people.matching import linkage
from frontdoor.people.matching.model import shipped

# As much as our first round of keys, each by an index or a join.
RULES = [
    "l.given = r.given AND l.family = r.family",
    *(rule for rule in linkage.RULES if "l.given = r.given" not in rule),
]
COUNTED = ("given", "family", "post")
Search = Callable[[Told], object]


def duckdb_api() -> DuckDBAPI:
    """Return a DuckDB that knows our functions by the names that Spark has for them."""
    connection = duckdb.connect()
    for macro in linkage.OF_DUCKDB:
        connection.execute(macro)
    return DuckDBAPI(connection)


def splink_search(held: list[Told]) -> Search:
    """Return a search by Splink 5 `predict_between`, with our model, in a register in DuckDB."""
    many = splink_list(held)
    return lambda told: many([told])


def splink_list(held: list[Told]) -> Callable[[list[Told]], object]:
    """Return the same for a list of people, all at once."""
    db = duckdb_api()
    register = db.register(frames.table(held, begin="h"), table_name="register")
    asked_before = 0

    def search(told: list[Told]) -> object:
        nonlocal asked_before
        asked_before += 1
        name = f"asked_{asked_before}"
        asked = db.register(frames.table(told, begin=name), table_name=name)
        found = linker.inference.predict_between(asked, register)
        rows = found.as_record_list()
        for table in (found, asked):
            table.drop_table_from_database_and_remove_from_cache(force_non_splink_table=True)
        return rows

    told = frames.settings("dedupe_only", RULES, frames.shipped())
    linker = Linker(register, told)
    for column in COUNTED:
        linker.table_management.compute_tf_table(column)
    return search


def hmpps_search(held: list[Told]) -> tuple[Search, int]:
    """Return a search of the shape of HMPPS Person Match, with our model.

    A union of indexed rules in PostgreSQL brings the candidates, DuckDB holds them in memory, and
    `compare_records` weighs them with SQL that is kept. An emulation of the design, not their code.
    Beside it stands the process of PostgreSQL that it asks.
    """
    owner = psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True)
    table = frames.table(held, begin="h").to_pandas()
    often = {name: (table[name].value_counts() / table[name].count()).to_dict() for name in COUNTED}
    columns = [*frames.COLUMNS, *(f"tf_{name}" for name in COUNTED)]
    for name in COUNTED:
        table[f"tf_{name}"] = table[name].map(often[name])
    owner.execute("DROP TABLE IF EXISTS hmpps_shape")
    texts = ", ".join(f"{name} text" for name in frames.COLUMNS)
    numbers = ", ".join(f"tf_{name} float8" for name in COUNTED)
    owner.execute(f"CREATE UNLOGGED TABLE hmpps_shape ({texts}, {numbers})")
    with owner.cursor().copy("COPY hmpps_shape FROM STDIN") as copy:
        for row in table.astype(object).where(table.notna(), None)[columns].itertuples(index=False):
            copy.write_row(row)
    sides = [rule.replace("l.", "").split(" AND ") for rule in RULES]
    parts = []
    for rule in sides:
        pairs = [part.split(" = r.") for part in rule]
        owner.execute(f"CREATE INDEX ON hmpps_shape ({', '.join(theirs for _, theirs in pairs)})")
        where = " AND ".join(f"{theirs} = %({mine})s" for mine, theirs in pairs)
        parts.append(f"SELECT * FROM hmpps_shape WHERE {where}")  # noqa: S608
    owner.execute("ANALYZE hmpps_shape")
    union = " UNION ".join(parts)
    memory = duckdb_api()
    told = frames.settings("dedupe_only", RULES, frames.shipped())

    def search(asked: Told) -> object:
        one = frames.table([asked], begin="q").to_pandas()
        values = {name: one[name][0] for name in frames.COLUMNS}
        rows = owner.execute(union, values).fetchall()
        if not rows:
            return []
        for name in COUNTED:
            one[f"tf_{name}"] = often[name].get(values[name], 1e-6)
        candidates = pd.DataFrame(rows, columns=columns)
        found = compare_records(one, candidates, told, memory, sql_cache_key="hmpps")
        answer = found.as_record_list()
        found.drop_table_from_database_and_remove_from_cache(force_non_splink_table=True)
        return answer

    return search, owner.info.backend_pid


def parity() -> float:
    """Return the largest difference between our weight and Splink's, over the pairs of FEBRL 4.

    Only where all is ASCII: DuckDB compares bytes, and we compare letters.
    """
    rows = [told for _, told in febrl(4)]
    db, settings = duckdb_api(), frames.settings("dedupe_only", RULES, frames.shipped())
    linker = Linker(db.register(frames.table(rows)), settings)
    chance = settings["probability_two_random_records_match"]
    prior, often, model = log2(chance / (1 - chance)), frequencies(rows), shipped()
    found = linker.inference.predict(threshold_match_weight=-60).as_record_list()
    return max(
        abs(
            each["match_weight"] - prior
            - weight(rows[int(each["unique_id_l"])].said, rows[int(each["unique_id_r"])].said,
                     often, model)
        )
        for each in found
    )  # fmt: skip


def splink_pairs(rows: list[Told]) -> Best:
    """Return how well Splink does alone: it learns without labels, as its manual shows."""
    table = frames.table(rows)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.ForenameSurnameComparison("given", "family"),
            cl.DateOfBirthComparison("born", input_is_string=True, datetime_format="%Y%m%d"),
            cl.LevenshteinAtThresholds("post", [1, 2]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("place").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("given", "family"), block_on("family", "born"), block_on("given", "born"),
            block_on("post", "given"), block_on("post", "family"), block_on("born", "post"),
            block_on("family", "substr(given,1,3)"), block_on("given", "substr(family,1,3)"),
            block_on("born"), block_on("post"),
        ],
        retain_intermediate_calculation_columns=False,
    )  # fmt: skip
    db = DuckDBAPI()
    linker = Linker(db.register(table), settings)
    training = linker.training
    rules = [block_on("given", "family", "born"), block_on("post", "born")]
    training.estimate_probability_two_random_records_match(rules, recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in (block_on("given", "family"), block_on("born")):
        training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_weight=-20).as_record_list()
    weights: dict[Pair, float] = {
        (int(row["unique_id_l"]), int(row["unique_id_r"])): row["match_weight"] for row in found
    }
    return best(weights, rows)


def recordlinkage_pairs(rows: list[Told]) -> Best:
    """Return how well recordlinkage does alone, by ECM, over the same sort of blocks."""
    table = frames.table(rows).to_pandas().set_index("unique_id")
    indexer = recordlinkage.Index()
    for columns in (["given", "family"], ["family", "born"], ["given", "born"], ["post", "given"],
                    ["post", "family"], ["born", "post"]):  # fmt: skip
        indexer.block(columns)
    pairs = indexer.index(table)
    compare = recordlinkage.Compare()
    for column in ("given", "family"):
        compare.string(column, column, method="jarowinkler", threshold=0.85, label=column)
    for column in ("born", "post", "place"):
        compare.exact(column, column, label=column)
    features = compare.compute(pairs, table)
    classifier = recordlinkage.ECMClassifier(binarize=0.8)
    classifier.fit(features)
    weights = {
        (int(one), int(other)): float(chance)
        for (one, other), chance in classifier.prob(features).items()
    }
    return best(weights, rows)
