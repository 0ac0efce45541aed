"""`python -m deploy.cli`: the same as the command `sosedi`."""

from deploy.cli.main import app

if __name__ == "__main__":
    app(prog_name="sosedi")
