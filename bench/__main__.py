"""`python -m bench [NAME…] [--quick] [--write]`: each benchmark prints a JSON line beside a bare baseline."""

import argparse
import sys
from collections.abc import Callable, Mapping

from bench import commands, report
from bench.outcome import Outcome

Bench = Callable[[bool], list[Outcome]]


def _benches() -> Mapping[str, Bench]:
    from bench import (
        city,
        directory,
        facts,
        finding,
        freshness,
        growth,
        imports,
        permission,
        reading,
    )  # what starts whole cities is imported when needed

    found: dict[str, Bench] = {"facts_end_to_end": facts.run, "freshness": freshness.run}
    for command in commands.COMMANDS:
        found[command.name] = lambda quick, command=command: command.run(quick=quick)  # type: ignore[misc]  # a lambda with a default
    return found | {
        "directory_search_20k": directory.run,
        "import_50k": imports.run,
        "import_50k_city": imports.run_in_city,
        "permission_check": permission.run,
        "registry_read_50": reading.run,
        "resident_search_100k": finding.run,
        "survey_answer_growth": growth.run,
        "start": city.start,
        "memory": city.memory,
    }


def main() -> int:
    """Runs the named benchmarks, or all."""
    benches = _benches()
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(benches))
    asked.add_argument("--quick", action="store_true", help="short and rough, to try a benchmark")
    asked.add_argument("--write", action="store_true", help="keep the outcome in bench/README.md")
    given = asked.parse_args()
    if unknown := set(given.names) - set(benches):
        asked.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    outcomes: list[Outcome] = []
    for name in given.names or benches:
        for outcome in benches[name](given.quick):
            print(outcome.line(), flush=True)
            outcomes.append(outcome)
    if given.write:
        report.write(outcomes, quick=given.quick)
    return 0


if __name__ == "__main__":
    sys.exit(main())
