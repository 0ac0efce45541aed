"""What the states of a survey are called."""

from services.portal.wording.language import phrase

SURVEY_STATE = {"draft": phrase("черновик"), "open": phrase("идёт"), "closed": phrase("закрыт")}
