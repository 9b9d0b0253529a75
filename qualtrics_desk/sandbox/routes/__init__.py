"""Every operation the stand-in knows, by area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.sandbox.routes import (
    account,
    core,
    definitions,
    directory_contacts,
    distribution_orders,
    distributions,
    exports,
    history,
    imports,
    inspection,
    links,
    list_contacts,
    lists,
    subscriptions,
    survey_making,
    survey_parts,
    surveys,
)

if TYPE_CHECKING:
    from qualtrics_desk.sandbox.calls import Endpoint

ENDPOINTS: tuple[Endpoint, ...] = (
    *account.ENDPOINTS,
    *surveys.ENDPOINTS,
    *definitions.ENDPOINTS,
    *survey_making.ENDPOINTS,
    *survey_parts.ENDPOINTS,
    *lists.ENDPOINTS,
    *list_contacts.ENDPOINTS,
    *imports.ENDPOINTS,
    *directory_contacts.ENDPOINTS,
    *exports.ENDPOINTS,
    *distributions.ENDPOINTS,
    *distribution_orders.ENDPOINTS,
    *links.ENDPOINTS,
    *history.ENDPOINTS,
    *subscriptions.ENDPOINTS,
    *core.ENDPOINTS,
    *inspection.ENDPOINTS,
)
