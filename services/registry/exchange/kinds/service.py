"""The kinds of lists that a center may bring."""

from collections.abc import Mapping

from services.registry.exchange.headings.model import Kind
from services.registry.exchange.kinds.model import ListKind
from services.registry.exchange.of_directory import service as of_directory
from services.registry.exchange.of_houses import service as of_houses
from services.registry.exchange.of_members import service as of_members
from services.registry.exchange.of_organisations import service as of_organisations
from services.registry.exchange.of_owners import service as of_owners
from services.registry.exchange.of_partners import service as of_partners
from services.registry.exchange.of_people import service as of_people

KINDS: Mapping[Kind, ListKind] = {
    "residents": ListKind(of_people.understand, of_people.mark_twins, of_people.enter),
    "houses": ListKind(of_houses.understand, of_houses.mark_twins, of_houses.enter),
    "organisations": ListKind(
        of_organisations.understand, of_organisations.mark_twins, of_organisations.enter, by_depth=True
    ),
    "members": ListKind(of_members.understand, of_members.mark_twins, of_members.enter),
    "owners": ListKind(of_owners.understand, of_owners.mark_twins, of_owners.enter),
    "partners": ListKind(of_partners.understand, of_partners.mark_twins, of_partners.enter),
    "directory": ListKind(of_directory.understand, of_directory.mark_twins, of_directory.enter),
}
