"""What a FollowTheMoney schema becomes: the table that loading and exporting share.

A schema that is not named here becomes `Asset` where it is one, else `Thing`; both keep its name. Every property that
no field of ours takes is kept in `extra`. `library` is the one place where the followthemoney library is imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.errors import UsageError

EXTRA = "casegraph[ftm]"
OWN = "casegraph"
"""The key beside an entity's properties under which our exports keep what FollowTheMoney has no word for."""


@cache
def library() -> Any:
    """The model of the installed library: its schemas and their properties.

    Raises:
        UsageError: the library is not installed.
    """
    try:
        from followthemoney import model
    except ImportError as error:
        raise UsageError(
            f"FollowTheMoney needs a library that is not installed ({error.name})", hint=f"pip install '{EXTRA}'"
        ) from None
    return model


NODES = {
    "Person": "Person",
    "LegalEntity": "LegalEntity",
    "Organization": "Organization",
    "Company": "Company",
    "PublicBody": "PublicBody",
    "CourtCase": "LegalCase",
    "Event": "Event",
    "Sanction": "Sanction",
    "Position": "Position",
    "Address": "Place",
}
"""Schemas that are kinds of ours, one to one: the way back reads the same table."""

NEAREST = {"Trip": "Event", "Territory": "Place"}
"""Schemas that fit a kind of ours but are more special: the record keeps the schema's name in `extra`."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A schema whose entities are relations: its two ends and the property that becomes the relation's own field."""

    relation: str
    source: str
    target: str
    role: str = "role"
    field: str = "role"


EDGES = {
    "Membership": Edge("MEMBER_OF", "member", "organization"),
    "Employment": Edge("EMPLOYED_BY", "employee", "employer"),
    "Directorship": Edge("DIRECTOR_OF", "director", "organization"),
    "Ownership": Edge("OWNS", "owner", "asset"),
    "Control": Edge("CONTROLS", "controller", "controlled"),
    "Family": Edge("RELATIVE_OF", "person", "relative", "relationship", "kinship"),
    "Associate": Edge("ASSOCIATE_OF", "person", "associate", "relationship"),
    "Occupancy": Edge("HOLDS_POSITION", "holder", "post", "", ""),
    "CourtCaseParty": Edge("PARTY_TO", "party", "case"),
    "Representation": Edge("REPRESENTS", "agent", "client"),
    "Succession": Edge("SUCCEEDED_BY", "predecessor", "successor", "", ""),
    "Debt": Edge("OWES", "debtor", "creditor", "", ""),
    "Payment": Edge("PAID", "payer", "beneficiary", "", ""),
    "ContractAward": Edge("AWARDED_TO", "contract", "supplier"),
    "ProjectParticipant": Edge("PARTICIPATES_IN", "participant", "project"),
    "UnknownLink": Edge("LINKED_TO", "subject", "object"),
    "Similar": Edge("POSSIBLY_SAME_AS", "candidate", "match", "", ""),
}
ACCUSED = frozenset({"defendant", "accused", "обвиняемый", "обвиняемая", "подсудимый", "подсудимая"})
"""Roles of a CourtCaseParty that make it `DEFENDANT_IN` rather than `PARTY_TO`, in lower case."""

PROPERTY_LINKS = {"addressEntity": "HAS_ADDRESS", ("Sanction", "entity"): "CONCERNS"}
"""Properties whose value is another entity and which are a relation of their own; any other becomes `LINKED_TO`."""

FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "Person": {"birth_date": ("birthDate",), "occupation": ("position",)},
    "Organization": {"founded": ("incorporationDate",), "dissolved": ("dissolutionDate",)},
    "LegalCase": {"opened": ("fileDate",), "closed": ("closeDate",), "reference": ("caseNumber",)},
    "Event": {"date": ("startDate", "date")},
    "Sanction": {"date": ("startDate", "date"), "authority": ("authority",), "programme": ("program",)},
}
FIELDS["Company"] = FIELDS["PublicBody"] = FIELDS["Organization"]
"""Fields of ours and the properties whose first value they take; what else a property holds stays in `extra`.

A value that comes from another property than the first one named stays in `extra` as well, so that the way back finds it.
"""
SINCE, UNTIL = ("startDate", "date", "periodStart", "electionDate", "declarationDate"), ("endDate", "periodEnd")

SOURCE_FIELDS = {
    "published": ("publishedAt", "date"),
    "retrieved": ("retrievedAt",),
    "url": ("sourceUrl",),
    "language": ("language",),
}
NAMES = ("name", "alias", "weakAlias", "previousName")
CAPTIONS = {
    "Address": ("name", "full"),
    "Sanction": ("program", "authority", "reason"),
    "Passport": ("passportNumber", "number"),
    "Identification": ("number",),
    "BankAccount": ("iban", "accountNumber"),
    "CryptoWallet": ("publicKey",),
    "UserAccount": ("username",),
    "Vessel": ("imoNumber",),
    "Vehicle": ("registrationNumber",),
}
"""What to show for an entity without a name, by schema; after these come `CAPTION_ANY`, then the id."""
CAPTION_ANY = ("title", "fileName", "summary", "number", "registrationNumber", "email", "phone", "label", "topic")
