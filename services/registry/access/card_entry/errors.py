"""What is refused where somebody shows a card."""

from shared.kit.problems import Invalid, Wrong


class CardUnfit(Invalid):
    """The card is none of this center's, has ended, or belongs to somebody born in another year: which, is not said."""

    def __init__(self) -> None:
        message = "Карточка и год рождения не подошли. Попробуйте ещё раз или позовите менеджера"
        super().__init__(Wrong("/card", "sign-in.card-unfit", message))
