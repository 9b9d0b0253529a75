"""Ids of the service's things (qualtrics-api.md A.5). Opaque and case sensitive."""

from __future__ import annotations

from typing import NewType

SurveyId = NewType("SurveyId", str)
DirectoryId = NewType("DirectoryId", str)
ListId = NewType("ListId", str)
ContactId = NewType("ContactId", str)
"""`CID_…`: a person in the directory."""
LookupId = NewType("LookupId", str)
"""`CGC_…` or `MLRP_…`: one person in one list."""
DistributionId = NewType("DistributionId", str)
ImportId = NewType("ImportId", str)
JobId = NewType("JobId", int)
"""A job of this product's own journal."""
