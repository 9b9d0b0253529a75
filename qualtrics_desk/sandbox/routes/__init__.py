"""Every operation the stand-in knows, by area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.sandbox.routes import (
    account,
    core,
    definitions,
    directory_contacts,
    directory_extras,
    distribution_orders,
    distributions,
    exports,
    groups,
    history,
    imports,
    inspection,
    libraries,
    links,
    list_contacts,
    lists,
    response_imports,
    responses,
    search,
    sendings,
    single_responses,
    subscriptions,
    survey_making,
    survey_parts,
    surveys,
    users,
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
    *search.ENDPOINTS,  # before the contact whose id is "search"
    *directory_contacts.ENDPOINTS,
    *directory_extras.ENDPOINTS,
    *exports.ENDPOINTS,
    *sendings.ENDPOINTS,
    *distributions.ENDPOINTS,
    *distribution_orders.ENDPOINTS,
    *links.ENDPOINTS,
    *history.ENDPOINTS,
    *responses.ENDPOINTS,
    *subscriptions.ENDPOINTS,
    *single_responses.ENDPOINTS,
    *response_imports.ENDPOINTS,
    *users.ENDPOINTS,
    *groups.ENDPOINTS,
    *libraries.ENDPOINTS,
    *core.ENDPOINTS,
    *inspection.ENDPOINTS,
)
