"""Schemas, one of them misspelt."""

SCHEMAS = {"loan": None}
