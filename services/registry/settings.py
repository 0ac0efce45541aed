"""What the registry is told beside the frame's settings: how many sign-in codes may be asked for."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.registry.access.limits.model import Limit


class CodeLimits(BaseSettings):
    """`SOSEDI_CODES_PER_CONTACT` and so on. A person who shares an address with a whole library still gets in."""

    model_config = SettingsConfigDict(env_prefix="SOSEDI_CODES_", extra="ignore")

    per_contact: int = Field(5, description="in a quarter of an hour")
    per_contact_daily: int = 20
    per_address: int = Field(300, description="in an hour")
    overall: int = Field(600, description="in a minute")
    per_card: int = Field(5, description="tries of a card in a quarter of an hour")
    per_device: int = Field(60, description="tries at one device of a center in a quarter of an hour")

    def by_contact(self) -> tuple[Limit, Limit]:
        """With five tries a code, the daily limit leaves a guesser one chance in ten thousand a day."""
        return (
            Limit("contact", self.per_contact, timedelta(minutes=15)),
            Limit("contact-daily", self.per_contact_daily, timedelta(days=1)),
        )

    def by_address(self) -> Limit:
        """For one network address."""
        return Limit("address", self.per_address, timedelta(hours=1))

    def by_card(self) -> Limit:
        """For one card, so that nobody who found it tries the years one by one."""
        return Limit("card", self.per_card, timedelta(minutes=15))

    def by_device(self) -> Limit:
        """For one device of a center, at which many cards are shown on a market day."""
        return Limit("device", self.per_device, timedelta(minutes=15))

    def in_all(self) -> Limit:
        """For everybody together: what mail and telephones are paid for."""
        return Limit("overall", self.overall, timedelta(minutes=1))


class Provider(BaseSettings):
    """`SOSEDI_OIDC_ISSUER`, `SOSEDI_OIDC_CLIENT_ID`, `SOSEDI_OIDC_SECRET_FILE`: where staff may sign in elsewhere.

    Without an issuer nobody can. The client is registered there with the address `<public url>/sign-in/elsewhere/back`.
    """

    model_config = SettingsConfigDict(env_prefix="SOSEDI_OIDC_", env_ignore_empty=True, extra="ignore")

    issuer: str | None = None
    client_id: str | None = None
    secret_file: Path | None = Field(
        None, description="absent for a public client, which PKCE alone protects"
    )
    name: str = Field("городскую учётную запись", description="«Войти через …»")

    @property
    def is_there(self) -> bool:
        """Whether a provider is named."""
        return self.issuer is not None and self.client_id is not None


class ErasedList(BaseSettings):
    """`SOSEDI_ERASED_FILE`: where digests of the erased ids are written down, outside of databases and backups.

    `sosedi restore` reads it. Without it nothing is written, and a restored backup brings back who was erased since.
    """

    model_config = SettingsConfigDict(env_prefix="SOSEDI_", env_ignore_empty=True, extra="ignore")

    erased_file: Path | None = None
