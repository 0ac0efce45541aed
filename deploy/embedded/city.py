"""An embedded city: its servers and services, how they are told of each other, and the order of start and stop."""

import json
import multiprocessing
from collections.abc import Mapping
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from os import environ

from deploy import topology
from deploy.accounts import ADMIN, city_account
from deploy.embedded import children, recorded
from deploy.embedded.folder import DataFolder, Options
from deploy.embedded.nats import Account, NatsServer
from deploy.embedded.postgres import PostgresServer
from deploy.embedded.process import NotStarted, free_port, stop_all, tail
from deploy.embedded.service_process import ServiceProcess
from deploy.embedded.watched import Watched
from deploy.roles import dsn_of

NODE = "city"


class City:
    """Everything that runs for one data folder."""

    def __init__(self, folder: DataFolder, options: Options) -> None:
        self.folder = folder
        self.options = options
        self.url = f"http://127.0.0.1:{options.port}"
        self.parts = topology.parts()
        self.postgres = PostgresServer(folder.path / "postgres", free_port(), folder.password("postgres"))
        self.nats = NatsServer(folder.path / "nats", free_port(), free_port(), self._accounts())
        self.services: list[ServiceProcess] = []
        self.watched = [Watched("postgres", self.postgres), Watched("nats", self.nats)]
        self._context: ForkServerContext = multiprocessing.get_context("forkserver")

    def warm_up(self) -> None:
        """Has the fork server import what the services share, while the servers start."""
        self._context.set_forkserver_preload(["deploy.embedded.lean", "deploy.embedded.preload"])
        forkserver.ensure_running()

    def start_servers(self) -> None:
        """PostgreSQL and NATS."""
        for server in self.watched[:2]:
            server.start()
        self.write_processes()

    def provision(self) -> None:
        """Databases, streams and consumers; raises NotStarted where that fails."""
        passwords = {part.name: self.folder.password(part.name) for part in self.parts}
        self.run_child(
            "provision",
            children.provision,
            (self.postgres.dsn(), self.nats.url(ADMIN), self.nats.monitor, NODE, passwords),
        )

    def start_services(self) -> None:
        """Every service; they answer a little later."""
        ports = {part.name: free_port() for part in self.parts} | {"portal": self.options.port}
        urls = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
        for part in self.parts:
            settings = self._settings(part, ports[part.name], urls)
            service = ServiceProcess(self._context, part.name, settings, self.folder.log(part.name))
            self.services.append(service)
            watched = Watched(part.name, service)
            self.watched.append(watched)
            watched.start()
        self.write_processes()

    def look(self) -> bool:
        """Starts again what has ended; says whether anything has changed."""
        changed = [watched.look() for watched in self.watched]
        if any(changed):
            self.write_processes()
        return any(changed)

    def stop(self) -> None:
        """Services first, so that they can finish with the servers still there."""
        stop_all(self.services)
        stop_all((self.nats, self.postgres))
        self.folder.run_file.unlink(missing_ok=True)
        self.folder.processes_file.unlink(missing_ok=True)

    def run_child(self, name: str, target: object, arguments: tuple[object, ...]) -> None:
        """Runs `target` in a forked process to its end; raises NotStarted where it fails."""
        log = self.folder.log(name)
        process = self._context.Process(target=target, args=(*arguments, log), name=name)  # type: ignore[arg-type]  # a function
        process.start()
        process.join()
        if process.exitcode != 0:
            raise NotStarted(f"{name} ended with {process.exitcode}; from {log}:\n{tail(log)}")

    def write_processes(self) -> None:
        """Writes down what runs, for `sosedi status` and for a start after this process was killed."""
        written = [watched.record.as_dict() for watched in self.watched if watched.record.pid]
        self.folder.write(self.folder.processes_file, written)

    def database(self, part: topology.Part) -> str | None:
        """The service's DSN under its own role."""
        if not part.database:
            return None
        return dsn_of(self.postgres.dsn(), part.name, part.name, self.folder.password(part.name))

    def _accounts(self) -> list[Account]:
        def password(of: str) -> str:
            return self.folder.password(f"nats.{of}")

        return [city_account([part.name for part in self.parts], password)]

    def _settings(self, part: topology.Part, port: int, urls: Mapping[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in environ.items() if name.startswith("SOSEDI_")}
        told = {
            "SOSEDI_SERVICE": part.name,
            "SOSEDI_NATS": self.nats.url(part.name),
            "SOSEDI_NODE": NODE,
            "SOSEDI_HOST": "127.0.0.1",
            "SOSEDI_PORT": str(port),
            "SOSEDI_PUBLIC_URL": self.url,
            "SOSEDI_JWKS_URL": f"{urls['registry']}/.well-known/jwks.json" if "registry" in urls else "",
            "SOSEDI_DEV_MAIL": "1",
        }
        if (database := self.database(part)) is not None:
            told["SOSEDI_DATABASE"] = database
        if part.name == "registry":
            told["SOSEDI_SIGNING_KEY_FILE"] = str(self.folder.signing_key)
            told["SOSEDI_ERASED_FILE"] = str(self.folder.erased)
        if part.name == "portal":
            told["SOSEDI_SECRET_FILE"] = str(self.folder.portal_secret)
            told["SOSEDI_SERVICES"] = json.dumps(urls)
        return kept | told


def end_left_over(folder: DataFolder) -> list[str]:
    """Ends what an earlier supervisor, killed, has left behind; returns the names."""
    left = recorded.read(folder.processes_file)
    running = recorded.living(left)
    by_pid = {entry.pid: entry.name for entry in left}
    servers = [process for process in running if by_pid[process.pid] in {"postgres", "nats"}]
    recorded.end(process for process in running if process not in servers)
    recorded.end(servers)
    folder.processes_file.unlink(missing_ok=True)
    return [by_pid[process.pid] for process in running]
