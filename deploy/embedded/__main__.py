"""`python -m deploy.embedded`: the supervisor of an embedded city."""

import sys

from deploy.embedded.supervisor import main

if __name__ == "__main__":
    sys.exit(main())
