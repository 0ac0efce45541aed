"""What kinds of partners are called."""

from services.portal.wording.language import phrase

PARTNER_KIND = {
    "school": phrase("школа"),
    "library": phrase("библиотека"),
    "social": phrase("социальная служба"),
    "leisure": phrase("досуг и культура"),
    "business": phrase("предприниматель"),
    "deputy": phrase("депутат"),
    "municipal": phrase("местная власть"),
    "other": phrase("другой партнёр"),
}
