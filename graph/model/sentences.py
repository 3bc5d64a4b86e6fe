"""The forms of the sentences: one for each relation type and each attribute, in the words of the product.

`{a}` and `{b}` are the ends of a relation, `{e}` the entity that has an attribute, `{v}` its value. A relation that
lasts has three forms (it is, it was, it has been); one that happens has one.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.relations import RELATIONS


@dataclass(frozen=True, slots=True)
class Form:
    """How a relation is read out; `was` and `since` are "" for what happens at a time, `once` when it happens once."""

    now: str
    was: str = ""
    since: str = ""
    once: bool = False


def _state(verb: str, rest: str) -> Form:
    """The three forms of “to be”: “is”, “was” and “has been” before the same words."""
    now, was, since = (f"{{a}} {tense} {rest} {{b}}" for tense in (verb, "was", "has been"))
    return Form(now, was, since)


RELATION_FORMS: dict[str, Form] = {
    "RECRUITED_BY": Form("{a} was recruited by {b}", once=True),
    "FOUGHT_FOR": Form("{a} fought for {b}"),
    "SIGNED_CONTRACT_WITH": Form("{a} signed a contract of service with {b}", once=True),
    "COERCED_BY": Form("{a} was pressed into service by {b}", once=True),
    "DEFENDANT_IN": _state("is", "a defendant in"),
    "PROSECUTED_UNDER": _state("is", "prosecuted under"),
    "PROSECUTED_BY": _state("is", "prosecuted by"),
    "INVESTIGATED_BY": _state("is", "under investigation by"),
    "ARRESTED_BY": Form("{a} was arrested by {b}", once=True),
    "HEARD_BY": Form("{a} came before {b}"),
    "RULED_IN": Form("{a} was made in {b}"),
    "ISSUED_BY": Form("{a} was issued by {b}"),
    "CONCERNS": Form("{a} concerns {b}"),
    "SUPERSEDES": Form("{a} takes the place of {b}"),
    "PRECEDES": Form("{a} came before {b}"),
    "CITIZEN_OF": _state("is", "a citizen of"),
    "RESIDENT_OF": Form("{a} lives in {b}", "{a} lived in {b}", "{a} has lived in {b}"),
    "SEEKS_CITIZENSHIP_OF": Form(
        "{a} seeks citizenship of {b}", "{a} sought citizenship of {b}", "{a} has sought citizenship of {b}"
    ),
    "BORN_IN": Form("{a} was born in {b}", once=True),
    "RAISED_IN": Form("{a} was raised in {b}"),
    "LOCATED_IN": _state("is", "located in"),
    "DEPLOYED_TO": Form("{a} was deployed to {b}", once=True),
    "TRAVELLED_TO": Form("{a} travelled to {b}", once=True),
    "DEPARTED_FROM": Form("{a} departed from {b}", once=True),
    "RETURNED_TO": Form("{a} returned to {b}", once=True),
    "WOUNDED_IN": Form("{a} was wounded in {b}", once=True),
    "DIED_IN": Form("{a} died in {b}", once=True),
    "DETAINED_IN": Form("{a} was held in {b}"),
    "PART_OF": _state("is", "part of"),
    "MEMBER_OF": _state("is", "a member of"),
    "EMPLOYED_BY": _state("is", "employed by"),
    "STUDIED_AT": Form("{a} studied at {b}"),
    "HEADS": Form("{a} heads {b}", "{a} headed {b}", "{a} has headed {b}"),
    "SPOKESPERSON_FOR": _state("is", "a spokesperson for"),
    "STATEMENT_ABOUT": Form("{a} made a statement about {b}"),
    "INTERVIEWED_BY": Form("{a} was interviewed by {b}"),
    "QUOTED_BY": Form("{a} was quoted by {b}"),
    "RELATIVE_OF": _state("is", "a relative of"),
    "IN_FORCE_IN": _state("is", "in force in"),
    "ENACTED_BY": Form("{a} was enacted by {b}", once=True),
    "POSSIBLY_SAME_AS": Form("{a} and {b} may be one and the same"),
    "OWNS": Form("{a} owns {b}", "{a} owned {b}", "{a} has owned {b}"),
    "CONTROLS": Form("{a} controls {b}", "{a} controlled {b}", "{a} has controlled {b}"),
    "DIRECTOR_OF": _state("is", "a director of"),
    "HOLDS_POSITION": Form("{a} holds the position {b}", "{a} held the position {b}", "{a} has held the position {b}"),
    "ASSOCIATE_OF": _state("is", "an associate of"),
    "PARTY_TO": _state("is", "a party to"),
    "REPRESENTS": Form("{a} represents {b}", "{a} represented {b}", "{a} has represented {b}"),
    "SUCCEEDED_BY": Form("{a} was succeeded by {b}", once=True),
    "OWES": Form("{a} owes money to {b}", "{a} owed money to {b}", "{a} has owed money to {b}"),
    "PAID": Form("{a} transferred money to {b}"),
    "AWARDED_TO": Form("{a} was awarded to {b}", once=True),
    "PARTICIPATES_IN": Form("{a} takes part in {b}", "{a} took part in {b}", "{a} has taken part in {b}"),
    "HAS_ADDRESS": Form("{a} has the address {b}", "{a} had the address {b}", "{a} has had the address {b}"),
    "LINKED_TO": _state("is", "linked to"),
}

SPECIAL_FORMS: dict[tuple[str, str], Form] = {
    ("Group", "CITIZEN_OF"): Form("{a} includes citizens of {b}"),
    ("Group", "RESIDENT_OF"): Form("{a} includes people who live in {b}"),
    ("Event", "LOCATED_IN"): Form("{a} took place in {b}"),
    ("LegalCase", "LOCATED_IN"): Form("{a} belongs to {b}"),
    ("CaseGroup", "LOCATED_IN"): Form("{a} belongs to {b}"),
}
"""Relations that read otherwise when a certain kind stands at their beginning."""


def relation_form(type_name: str, kind: str = "") -> Form:
    """The form of a relation type that begins at a kind; one that has none of its own is read out by its words."""
    return (
        SPECIAL_FORMS.get((kind, type_name))
        or RELATION_FORMS.get(type_name)
        or Form(f"{{a}} has the relation “{RELATIONS[type_name].words()}” to {{b}}")
    )


ATTRIBUTE_FORMS: dict[str, str] = {
    "name": "{e} is also called “{v}”",
    "identification": "{e} is {v}",
    "protected": "the name of {e} is to be protected: {v}",
    "birth_date": "{e} was born {v}",
    "age": "{e} is {v} years old",
    "age_at": "the age of {e} is given {v}",
    "occupation": "the occupation of {e} is “{v}”",
    "motive": "the motive of {e} is “{v}”",
    "size": "{e} counts {v}",
    "size_bound": "the count of {e} is given as “{v}”",
    "as_of": "the count of {e} is given {v}",
    "founded": "{e} was founded {v}",
    "dissolved": "{e} was dissolved {v}",
    "opened": "{e} was opened {v}",
    "closed": "{e} was closed {v}",
    "reference": "{e} bears the reference “{v}”",
    "charge": "the charge in {e} is “{v}”",
    "jurisdiction": "{e} is a law of {v}",
    "code": "{e} belongs to the code “{v}”",
    "article": "{e} is numbered as article {v}",
    "part": "{e} is part {v} of its article",
    "in_force_from": "{e} came into force {v}",
    "in_force_until": "{e} ceased to be in force {v}",
    "penalty_min_months": "the lowest penalty under {e} is {v}",
    "penalty_max_months": "the highest penalty under {e} is {v}",
    "penalty_life": "{e} {v}",
    "date": "{e} took place {v}",
    "event": "{e} is an event of the type “{v}”",
    "ruling": "{e} {v}",
    "sentence_months": "{e} sets a term of {v}",
    "restriction": "{e} imposes the restriction “{v}”",
    "restriction_months": "the restriction of {e} lasts {v}",
    "authority": "{e} is a measure of “{v}”",
    "programme": "{e} belongs to the programme “{v}”",
    "type": "{e} is of the type “{v}”",
}
OTHER_ATTRIBUTE = "the {field} of {e} is “{v}”"
VALUES: dict[str, dict[str, str]] = {
    "identification": {
        "named": "identified by name",
        "pseudonym": "known by a pseudonym or initials only",
        "unnamed": "not named",
    },
    "penalty_life": {"True": "allows a life sentence", "False": "does not allow a life sentence"},
    "ruling": {
        "verdict": "is a verdict",
        "appeal": "is a decision on appeal",
        "cassation": "is a decision in cassation",
        "probation": "orders probation",
        "release": "orders a release",
        "acquittal": "is an acquittal",
        "pardon": "is a pardon",
        "other": "is of a kind that the record calls “other”",
    },
}
"""Values of closed vocabularies, as words that fit into the form of their attribute."""
COMPANIONS = {"size_bound": "size", "age_at": "age"}
"""Attributes that qualify another one, and are told in its sentence when the same place states both."""

ENTITY_FORMS: dict[str, str] = {
    "Group": "the group “{name}”",
    "LegalCase": "the case “{name}”",
    "CaseGroup": "the group of cases “{name}”",
    "Law": "the law “{name}”",
    "Event": "the event “{name}”",
    "Ruling": "the ruling “{name}”",
}
"""How an entity is named in a sentence, where its bare name would not read as one; persons who are not named likewise."""
UNNAMED_PERSON = "the person “{name}”"
SAME_NAME = "the name “{v}” is given"
SIZE_UNITS = {"Group": "persons", "CaseGroup": "cases"}
