"""What a directory knows besides people and lists: transactions, samples, frequency rules (D.11).

Only read. Frequency rules are announced to go (F.89): 403, 404 and 410 are answers to expect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.endpoints.directory_contacts import PEOPLE
from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Record
from qualtrics_desk.api.requests import listing
from qualtrics_desk.domain.dates import parse_moment

if TYPE_CHECKING:
    from datetime import datetime

    from qualtrics_desk.api.endpoints.directory_contacts import DirectoryContact
    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request


class Transaction(Record, frozen=True, kw_only=True):
    """Something that happened with a person, such as a purchase."""

    transaction_id: str | None = None
    contact_id: str | None = None
    mailing_list_id: str | None = None
    data: dict[str, Any] | None = None

    @property
    def transaction_date(self) -> datetime | None:
        """When; requests and answers both write it as `YYYY-MM-DD HH:MM:SS`."""
        return parse_moment(self.raw.get("transactionDate"))


class Sample(Record, frozen=True, kw_only=True):
    """People drawn from a list."""

    sample_id: str | None = None
    name: str | None = None
    parent_id: str | None = None
    contact_count: int | None = None


class FrequencyRule(Record, frozen=True, kw_only=True):
    """How often people may be written to; e-mails over it are skipped, not refused."""

    rule_id: str | None = None
    name: str | None = None
    max_contacts: int | None = None
    period: int | None = None
    period_unit: str | None = None
    channel: str | None = None


_TRANSACTIONS = Paging[Transaction](
    record=Transaction.from_raw, identity=lambda found: found.transaction_id
)
_SAMPLES = Paging[Sample](record=Sample.from_raw, identity=lambda found: found.sample_id)
_RULES = Paging[FrequencyRule](record=FrequencyRule.from_raw, identity=lambda found: found.rule_id)


def list_transactions(directory: str, contact_id: str) -> Request[Page[Transaction]]:
    """Transactions of one person."""
    route = "/directories/{}/contacts/{}/transactions"
    return listing(route, directory, contact_id, paging=_TRANSACTIONS, query={"pageSize": 100})


def list_samples(directory: str) -> Request[Page[Sample]]:
    """Samples of a directory."""
    return listing("/directories/{}/samples", directory, paging=_SAMPLES, query={"pageSize": 100})


def list_sample_people(directory: str, sample_id: str) -> Request[Page[DirectoryContact]]:
    """The people of one sample, without embedded data."""
    route = "/directories/{}/samples/{}/contacts"
    return listing(route, directory, sample_id, paging=PEOPLE, query={"pageSize": 100})


def list_frequency_rules(directory: str) -> Request[Page[FrequencyRule]]:
    """The rules of a directory, at most twenty (C.2)."""
    return listing(
        "/directories/{}/frequencyrules", directory, paging=_RULES, query={"pageSize": 100}
    )
