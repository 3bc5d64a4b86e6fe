"""The JSON Schema of a dossier file, for editors."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from graph.model import KINDS, Source
from loaders.dossier.forms import ClaimForm, DossierForm

Schema = dict[str, Any]


def dossier_schema() -> Schema:
    """The JSON Schema (2020-12) of a dossier file, for editors; generated from the models."""
    schema = DossierForm.model_json_schema(by_alias=True)
    definitions: Schema = schema.setdefault("$defs", {})
    kinds = []
    for name, kind in KINDS.items():
        definitions[name] = _without(_hoisted(kind.model_json_schema(mode="validation"), definitions), "datasets")
        definitions[name]["properties"]["kind"] = {"const": name}
        definitions[name]["required"] = ["kind", *definitions[name].get("required", [])]
        kinds.append({"$ref": f"#/$defs/{name}"})
    definitions["Source"] = _without(_hoisted(Source.model_json_schema(mode="validation"), definitions), "datasets")
    definitions["Claim"] = _hoisted(TypeAdapter(ClaimForm).json_schema(by_alias=True), definitions)
    schema["properties"]["entities"]["items"] = {"anyOf": kinds}
    schema["properties"]["sources"]["items"] = {"$ref": "#/$defs/Source"}
    schema["properties"]["claims"]["items"] = {"$ref": "#/$defs/Claim"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _hoisted(schema: Schema, definitions: Schema) -> Schema:
    """The schema with its own definitions moved to the common ones."""
    definitions.update(schema.pop("$defs", {}))
    return schema


def _without(schema: Schema, name: str) -> Schema:
    schema["properties"].pop(name)
    return schema
