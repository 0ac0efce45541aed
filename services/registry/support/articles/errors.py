"""What is refused about articles."""

from shared.kit.problems import Forbidden, NotFound, Refused


class ArticleNotFound(NotFound):
    """There is no such article, or it is another center's own, or a draft."""


class VersionNotFound(NotFound):
    """The article never had this version."""


class NotTheAuthor(Forbidden):
    """The article is another center's; it can be read, tried and copied."""

    code = "articles.not-the-author"
    title = "Эту статью написал другой центр, править её может он"


class NotPublished(Refused):
    """A draft cannot be shared."""

    code = "articles.not-published"
    title = "Сначала опубликуйте статью у себя"


class NotShared(Refused):
    """There is no consent to take back."""

    code = "articles.not-shared"
    title = "Этой статьёй центр не делился"
