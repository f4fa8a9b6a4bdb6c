"""The order of the storeys, from the contracts that import-linter holds."""

import tomllib

from tests.house.source import text

_CONTRACTS = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]


def _layers(container: str) -> list[str]:
    [layers] = [c["layers"] for c in _CONTRACTS if c.get("containers") == [container]]
    # From the ground up; where several share a storey, the first names it.
    return [layer.split("|")[0].strip(" ()") for layer in reversed(layers)]


STOREYS = _layers("frontdoor")
RIVER = _layers("frontdoor.casework")


def height(module: str) -> tuple[int, int]:
    """Return how high a module stands: its storey, and where it lies in the river."""
    _, storey, *rest = module.split(".")
    return STOREYS.index(storey), RIVER.index(rest[0]) if storey == "casework" else 0
