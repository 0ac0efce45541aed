"""Communities, organisations, memberships, what the law asks of them, councils in the making.

`rules` is the same for every center and no secret: no row-level security. Everything else is a center's own.
"""

from alembic import op

from shared.kit.schema import tenant_table

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_SHOWN = "shown_to text not null check (shown_to in ('everybody', 'members', 'managers'))"
_DOCUMENT = """
          document_kind text check (document_kind in
            ('minutes', 'decision', 'charter', 'agreement', 'order', 'extract', 'other')),
          document_number text,
          document_on date"""
_ROLES = """(
            'member', 'delegate', 'organiser', 'council_member', 'secretary', 'treasurer', 'auditor', 'deputy',
            'chair')"""


def upgrade() -> None:
    _rules()
    _organisations()
    _memberships()
    _councils()
    _infrastructure()


def _rules() -> None:
    op.execute(
        """
        create table rules (
          code text not null,
          valid_from date not null,
          bound text not null check (bound in ('more_than', 'at_least', 'exactly')),
          numerator integer not null check (numerator >= 0),
          denominator integer not null check (denominator > 0),
          legal_basis text not null,
          primary key (code, valid_from)
        )
        """
    )
    op.execute(
        """
        insert into rules (code, valid_from, bound, numerator, denominator, legal_basis) values
          ('house_council.flats', '2011-06-18', 'more_than', 4, 1, 'Жилищный кодекс, ст. 161.1, ч. 1'),
          ('house_council.term_years', '2011-06-18', 'exactly', 2, 1, 'Жилищный кодекс, ст. 161.1, ч. 10'),
          ('tszh.votes', '2011-06-18', 'more_than', 1, 2, 'Жилищный кодекс, ст. 136, ч. 1'),
          ('tos.age', '2006-01-01', 'at_least', 16, 1, 'Закон № 131-ФЗ, ст. 27, ч. 6'),
          ('tos.meeting', '2009-11-27', 'at_least', 1, 3, 'Закон № 131-ФЗ, ст. 27, ч. 6'),
          ('tos.conference', '2006-01-01', 'at_least', 2, 3, 'Закон № 131-ФЗ, ст. 27, ч. 6'),
          ('owners_meeting.quorum', '2005-03-01', 'more_than', 1, 2, 'Жилищный кодекс, ст. 45, ч. 3'),
          ('owners_meeting.notice_days', '2005-03-01', 'at_least', 10, 1, 'Жилищный кодекс, ст. 45, ч. 4'),
          ('owners_meeting.minutes_days', '2015-06-30', 'exactly', 10, 1, 'Жилищный кодекс, ст. 46, ч. 1'),
          ('owners_meeting.results_days', '2005-03-01', 'exactly', 10, 1, 'Жилищный кодекс, ст. 46, ч. 3'),
          ('term.warn_days', '2005-03-01', 'exactly', 60, 1, 'Правило центра: напомнить заранее')
        """
    )


def _organisations() -> None:
    op.execute(
        f"""
        create table organisations (
          center_id uuid not null constraint organisations_center_id_fkey references centers (id),
          id uuid not null,
          kind text not null,
          scale text check (scale in ('entrance', 'house', 'yard', 'street', 'microdistrict', 'city')),
          name text not null,
          about text,
          parent_id uuid,
          entrance smallint check (entrance between 1 and 99),
          place_ids uuid[] not null,
          founded_on date,
          {_DOCUMENT},
          gathering text check (gathering in ('votes', 'meeting', 'conference')),
          part numeric check (part >= 0),
          whole numeric check (whole > 0),
          state text not null check (state in ('forming', 'active', 'dissolved')),
          active_since date,
          dissolved_on date,
          made_at timestamptz not null,
          version integer not null,
          primary key (center_id, id),
          check (parent_id <> id),
          check (part <= whole),
          check ((gathering is null) = (part is null) and (part is null) = (whole is null)),
          foreign key (center_id, parent_id) references organisations (center_id, id)
        )
        """
    )
    op.execute("create index organisations_parent on organisations (center_id, parent_id)")
    op.execute(
        """
        create table organisation_houses (
          center_id uuid not null,
          organisation_id uuid not null,
          house_id uuid not null,
          primary key (center_id, organisation_id, house_id),
          foreign key (center_id, organisation_id) references organisations (center_id, id) on delete cascade,
          foreign key (center_id, house_id) references houses (center_id, id) on delete cascade
        )
        """
    )
    op.execute("create index organisation_houses_house on organisation_houses (center_id, house_id)")
    op.execute(
        f"""
        create table organisation_contacts (
          center_id uuid not null,
          organisation_id uuid not null,
          place smallint not null,
          kind text not null check (kind in ('phone', 'mail', 'site', 'messenger', 'address', 'hours')),
          value text not null,
          {_SHOWN},
          primary key (center_id, organisation_id, place),
          foreign key (center_id, organisation_id) references organisations (center_id, id) on delete cascade
        )
        """
    )
    for table in ("organisations", "organisation_houses", "organisation_contacts"):
        tenant_table(op, table)


def _memberships() -> None:
    """A membership of somebody who was erased stays as a row without a person."""
    op.execute(
        f"""
        create table memberships (
          center_id uuid not null,
          id uuid not null,
          organisation_id uuid not null,
          resident_id uuid,
          role text not null check (role in {_ROLES}),
          since date not null,
          until date,
          ended_on date,
          end_reason text check (end_reason in ('term', 'own_wish', 'recalled', 'moved', 'dissolved', 'mistake')),
          {_DOCUMENT},
          {_SHOWN},
          made_at timestamptz not null,
          version integer not null,
          primary key (center_id, id),
          check (until >= since),
          check ((ended_on is null) = (end_reason is null)),
          foreign key (center_id, organisation_id) references organisations (center_id, id),
          foreign key (center_id, resident_id) references residents (center_id, id)
            on delete set null (resident_id)
        )
        """
    )
    op.execute("create index memberships_organisation on memberships (center_id, organisation_id, id)")
    op.execute("create index memberships_resident on memberships (center_id, resident_id, id)")
    tenant_table(op, "memberships")


def _councils() -> None:
    op.execute(
        """
        create table council_formings (
          center_id uuid not null,
          id uuid not null,
          house_id uuid not null,
          started_on date not null,
          meeting_on date not null,
          place text,
          state text not null check (state in ('open', 'finished', 'stopped')),
          organisation_id uuid,
          stop_reason text,
          version integer not null,
          primary key (center_id, id),
          foreign key (center_id, house_id) references houses (center_id, id) on delete cascade,
          foreign key (center_id, organisation_id) references organisations (center_id, id)
        )
        """
    )
    op.execute(
        "create unique index council_formings_open_key on council_formings (center_id, house_id) "
        "where state = 'open'"
    )
    op.execute(
        """
        create table council_steps (
          center_id uuid not null,
          forming_id uuid not null,
          place smallint not null,
          code text not null,
          due_on date not null,
          done_on date,
          words text,
          primary key (center_id, forming_id, code),
          foreign key (center_id, forming_id) references council_formings (center_id, id) on delete cascade
        )
        """
    )
    op.execute(
        """
        create table council_asked (
          center_id uuid not null,
          forming_id uuid not null,
          resident_id uuid not null,
          wanted text not null check (wanted in ('council_member', 'chair')),
          asked_on date not null,
          answer text check (answer in ('agrees', 'thinks', 'declines')),
          answered_on date,
          primary key (center_id, forming_id, resident_id),
          foreign key (center_id, forming_id) references council_formings (center_id, id) on delete cascade,
          foreign key (center_id, resident_id) references residents (center_id, id) on delete cascade
        )
        """
    )
    for table in ("council_formings", "council_steps", "council_asked"):
        tenant_table(op, table)


def _infrastructure() -> None:
    """A map is a snapshot: its parts, links and counted evidence are written together and compared as a whole."""
    op.execute(
        """
        create table infrastructure_maps (
          center_id uuid not null,
          id uuid not null,
          organisation_id uuid,
          name text not null,
          drawn_on date not null,
          parts jsonb not null,
          links jsonb not null,
          evidence jsonb not null,
          version integer not null,
          primary key (center_id, id),
          foreign key (center_id, organisation_id) references organisations (center_id, id) on delete cascade
        )
        """
    )
    tenant_table(op, "infrastructure_maps")
