"""The demo city: loaded when the city is empty and `SOSEDI_DEMO` is 1."""

from collections.abc import Iterator

from deploy.demo.welcome import who_can_sign_in
from deploy.embedded import children, run_file
from deploy.embedded.city import City


def load(city: City) -> None:
    """Loads the demo where the city has no center yet, or where loading was cut short; raises NotStarted.

    Loading a second time changes nothing, so what was cut short is simply done again.
    """
    begun, loaded = city.folder.path / "demo.begun", city.folder.path / "demo.loaded"
    if loaded.exists() or (run_file.content(city)["centers"] and not begun.exists()):
        return
    begun.touch()
    starting = city.folder.path / "starting.json"
    city.folder.write(starting, run_file.content(city))
    try:
        city.run_child("demo", children.run_module, ("deploy.demo", [], {"SOSEDI_RUN_JSON": str(starting)}))
    finally:
        starting.unlink(missing_ok=True)
    begun.rename(loaded)


def who_may_sign_in(city: City) -> Iterator[str]:
    """What to print about the people whom the demo has made for trying the pages."""
    if not (city.folder.path / "demo.loaded").exists():
        return
    yield f"Sign in by mail at {city.url}/sign-in; the codes arrive at {city.url}/dev/mail:"
    for line in who_can_sign_in():
        yield f"  {line}"
