"""Goes through a whole register for duplicates, in a process of its own whose memory is its own.

    python -m bench.matching.whole HUB

Prints as JSON how many people and pairs there are, the seconds, and the most memory that it took.
"""

import json
import resource
import sys
import time

import django

django.setup()

from bench.matching import database
from frontdoor.people import duplicates


def main() -> None:
    """Read, compare, and judge what is likely; nothing is proposed."""
    hub, began = int(sys.argv[1]), time.perf_counter()
    register = duplicates.Register(hub)
    with database.inside(hub):
        people = register.read()
    read = time.perf_counter()
    pairs = register.pairs(least=duplicates.least())
    compared = time.perf_counter()
    with database.inside(hub):
        near = sum(1 for _ in duplicates.judged(pairs, hub_id=hub, least=duplicates.least()))
    told = {
        "people": people,
        "pairs": near,
        "seconds reading": read - began,
        "seconds comparing": compared - read,
        "seconds judging": time.perf_counter() - compared,
        "processor seconds": time.process_time(),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
