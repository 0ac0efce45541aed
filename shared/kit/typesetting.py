"""Papers to print, sign and keep: a Typst template and data become a PDF, in a process of their own.

The typesetter needs 50 MB that a service should not keep, and a template that loops must not stop a service. Data is
handed over as JSON and is never read as markup. Templates begin with `#import "/shared/kit/documents/sheet.typ": *`,
which brings `data` and the look of every paper, in the face of the pages: Golos Text (OFL), put together from the
portal's own files for web pages, since a typesetter does not read those.
"""

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path

import orjson

_ROOT = Path(__file__).parents[2]
_FONTS = Path(__file__).with_name("documents") / "fonts"
_SECONDS = 30


class TypesettingFailed(RuntimeError):
    """The template or its data are wrong, or it took too long."""


async def typeset(template: Path, data: Mapping[str, object]) -> bytes:
    """The PDF. Raises TypesettingFailed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "shared.kit.typesetting", str(template),
        cwd=_ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        made, said = await asyncio.wait_for(process.communicate(orjson.dumps(data)), _SECONDS)
    except (TimeoutError, asyncio.CancelledError) as error:
        process.kill()
        await process.wait()
        if isinstance(error, asyncio.CancelledError):
            raise
        raise TypesettingFailed(f"{template.name} took more than {_SECONDS} s") from error
    if process.returncode != 0:
        raise TypesettingFailed(f"{template.name}: {said.decode()[-1000:]}")
    return made


def main() -> None:
    """Typesets the template named by the first argument with the JSON of the standard input."""
    import typst  # only this process needs it

    data = sys.stdin.buffer.read().decode()
    made = typst.compile(sys.argv[1], root=str(_ROOT), font_paths=[str(_FONTS)], sys_inputs={"data": data})
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
