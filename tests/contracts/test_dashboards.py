"""Dashboards and alarms ask for numbers that some service really shows."""

import json
import re
from importlib import import_module
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from deploy.topology import parts

COMPOSE = Path("deploy/compose")
_NAME = re.compile(r"\bsosedi_[a-z_]+")
_SUFFIX = re.compile(r"_(bucket|sum|count|total|created)$")


@pytest.fixture(scope="module")
def shown() -> set[str]:
    """The names of all metrics, without what is added to them by their kind."""
    for part in parts():
        import_module(f"services.{part.name}.main")
    return {_SUFFIX.sub("", family.name) for family in REGISTRY.collect()}


def test_every_number_of_the_dashboard_is_shown_by_a_service(shown: set[str]) -> None:
    dashboard = json.loads((COMPOSE / "grafana/dashboards/sosedi.json").read_text())
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", ())]
    assert asked
    assert _unknown("\n".join(asked), shown) == set()


def test_every_number_of_the_alarms_is_shown_by_a_service(shown: set[str]) -> None:
    alarms = (COMPOSE / "alerts.yml").read_text()
    assert _NAME.search(alarms)
    assert _unknown(alarms, shown) == set()


def test_a_number_that_nobody_shows_is_found_out(shown: set[str]) -> None:
    assert _unknown("rate(sosedi_dreams_total[5m]) > 0", shown) == {"sosedi_dreams"}


def _unknown(text: str, shown: set[str]) -> set[str]:
    return {_SUFFIX.sub("", name) for name in _NAME.findall(text)} - shown
