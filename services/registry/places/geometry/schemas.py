"""Geometries as they are sent: checked where they arrive, with words for whoever drew them."""

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from services.registry.places.geometry.model import Geometry, GeometryWrong, Kind, read_geometry


def _geometry(*kinds: Kind) -> Any:  # Any: the parts of an Annotated type
    def read(value: object) -> Geometry:
        try:
            return read_geometry(value, kinds)
        except GeometryWrong as wrong:
            raise PydanticCustomError(wrong.code, "{said}", {"said": wrong.said}) from wrong

    return BeforeValidator(read)


def _schema(*kinds: Kind) -> Any:  # Any: the parts of an Annotated type
    return WithJsonSchema(
        {
            "type": "object",
            "description": "GeoJSON (RFC 7946): longitude before latitude, rings closed, at most 2000 positions",
            "required": ["type", "coordinates"],
            "properties": {"type": {"enum": list(kinds)}, "coordinates": {"type": "array", "minItems": 2}},
        }
    )


Point = Annotated[Geometry, _geometry("Point"), _schema("Point")]
"""Where a house or a center stands."""

Territory = Annotated[Geometry, _geometry("Polygon", "MultiPolygon"), _schema("Polygon", "MultiPolygon")]
"""What a center, a yard or a microdistrict covers."""

_PLACE: tuple[Kind, ...] = ("LineString", "MultiLineString", "Polygon", "MultiPolygon")
Outline = Annotated[Geometry, _geometry(*_PLACE), _schema(*_PLACE)]
"""A yard or a microdistrict as its contour, a street as its line."""
