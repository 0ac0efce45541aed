"""What is refused about signing in elsewhere."""

from shared.kit.problems import DomainError, NotFound, Refused


class NoProvider(NotFound):
    """This city names no sign-in provider."""

    code = "oidc.no-provider"
    title = "Вход через внешнюю службу здесь не настроен"


class ProviderSilent(DomainError):
    """The provider does not answer, or not in a way that can be understood."""

    status = 503
    code = "oidc.provider-silent"
    title = "Внешняя служба входа не отвечает; войдите по коду или попробуйте позже"


class ProviderRefused(DomainError):
    """The answer is of another browser, too late, used before, not signed by the provider, or for somebody else."""

    status = 422
    code = "oidc.refused"
    title = "Войти через внешнюю службу не получилось; попробуйте ещё раз или войдите по коду"


class NoAccount(Refused):
    """The provider knows the person, we have no account for them; none is made."""

    code = "oidc.no-account"
    title = "Для этого человека нет учётной записи сотрудника; попросите того, кто их ведёт"


class SeveralAccounts(Refused):
    """Several accounts have this mail address."""

    code = "oidc.several-accounts"
    title = "На этот адрес открыто несколько учётных записей; войдите по коду и выберите нужную"
