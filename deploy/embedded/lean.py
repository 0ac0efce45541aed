"""What no service is to import, though it is installed beside them: the first that the fork server reads.

The command line brings rich and pygments, a development server watchfiles. structlog, httpx and uvicorn import these
wherever they find them; no service draws on a terminal or watches files, and without them each process is 4 MB smaller.
"""

import sys

for _name in ("pygments", "rich", "watchfiles"):
    sys.modules[_name] = None  # type: ignore[assignment]  # makes its import fail, as the language's manual says
