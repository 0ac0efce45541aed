"""The demo city: loaded when the city is empty and `SOSEDI_DEMO` is 1."""

from collections.abc import Iterable
from importlib.util import find_spec

from deploy.embedded import children, run_file
from deploy.embedded.city import City


def load(city: City) -> None:
    """Loads the demo where the city has no center yet; raises NotStarted where that fails."""
    if find_spec("deploy.demo") is None:
        return
    if run_file.content(city)["centers"]:
        return
    starting = city.folder.path / "starting.json"
    city.folder.write(starting, run_file.content(city))
    try:
        city.run_child("demo", children.run_module, ("deploy.demo", [], {"SOSEDI_RUN_JSON": str(starting)}))
    finally:
        starting.unlink(missing_ok=True)


def who_can_sign_in(city: City) -> Iterable[str]:
    """One line for each person whom the demo has made for trying the pages."""
    return []
