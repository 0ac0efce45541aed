"""What the registry is told beside the frame's settings: how many sign-in codes may be asked for."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.registry.limits.model import Limit


class CodeLimits(BaseSettings):
    """`SOSEDI_CODES_PER_CONTACT` and so on. A person who shares an address with a whole library still gets in."""

    model_config = SettingsConfigDict(env_prefix="SOSEDI_CODES_", extra="ignore")

    per_contact: int = Field(5, description="in a quarter of an hour")
    per_contact_daily: int = 20
    per_address: int = Field(300, description="in an hour")
    overall: int = Field(600, description="in a minute")

    def by_contact(self) -> tuple[Limit, Limit]:
        """With five tries a code, the daily limit leaves a guesser one chance in ten thousand a day."""
        return (
            Limit("contact", self.per_contact, timedelta(minutes=15)),
            Limit("contact-daily", self.per_contact_daily, timedelta(days=1)),
        )

    def by_address(self) -> Limit:
        """For one network address."""
        return Limit("address", self.per_address, timedelta(hours=1))

    def in_all(self) -> Limit:
        """For everybody together: what mail and telephones are paid for."""
        return Limit("overall", self.overall, timedelta(minutes=1))
