"""What a service is told by its environment: `SOSEDI_*` variables, or files of the same names under /run/secrets."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

_SECRETS = Path("/run/secrets")


class Settings(BaseSettings):
    """The settings of one service process; a missing value switches its part off, never to a stand-in."""

    model_config = SettingsConfigDict(
        env_prefix="SOSEDI_",
        env_ignore_empty=True,
        secrets_dir=_SECRETS if _SECRETS.is_dir() else None,
        extra="ignore",
    )

    service: str
    database: str | None = None
    """`postgresql://` DSN under the service's own unprivileged role."""
    database_pool: int = 4
    """So many connections, and half as many more in a rush; one process on two cores answers no faster with more."""
    nats: str | None = None
    """`nats://user:password@host:port`; without it the service takes commands and keeps its facts."""
    node: str = "city"
    """Names this node's streams: `EV_<node>`, `DLQ_<node>`."""
    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str = "http://127.0.0.1:8080"
    jwks_url: str | None = None
    """Where the registry publishes the keys that tokens are signed with."""
    signing_key_file: Path | None = None
    """The registry's Ed25519 private key (PEM)."""
    secret_file: Path | None = None
    """The portal's key for its cookies."""
    services: dict[str, str] = {}
    """For the portal: the address of each service."""
    mail_url: str | None = None
    """Where mail goes out, as Apprise writes it (`mailto://…`)."""
    dev_mail: bool = False
    """Keep outgoing mail in a local mailbox that anyone on this machine can read."""
    otlp: str | None = None
    """OpenTelemetry collector (HTTP); absent means that no spans are made."""
    log_level: str = "INFO"
