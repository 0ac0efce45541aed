"""What can be refused about a match."""

from shared.kit.problems import NotFound, Refused


class MatchNotFound(NotFound):
    """There is no such match, or it is between others."""

    code = "match.not-found"
    title = "Такой пары нет"


class MatchOver(Refused):
    """The match was declined or completed."""

    code = "match.over"
    title = "С этой парой всё уже решено"


class AlreadyProposed(Refused):
    """The match was proposed before."""

    code = "match.already-proposed"
    title = "Это уже предложено"


class AlreadyAccepted(Refused):
    """This side has said yes before."""

    code = "match.already-accepted"
    title = "Согласие уже получено"


class NotAgreed(Refused):
    """Help cannot be given before both sides have said yes."""

    code = "match.not-agreed"
    title = "Сначала нужно согласие обеих сторон"


class AnotherProposed(Refused):
    """Neighbors are asked one at a time, so that nobody agrees in vain."""

    code = "match.another-proposed"
    title = "Сейчас ждём ответа другого соседа"
