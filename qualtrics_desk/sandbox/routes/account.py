"""Who am I (qualtrics-api.md D.1)."""

from __future__ import annotations

from qualtrics_desk.sandbox.brand import BRAND_ID, DATACENTER, USER
from qualtrics_desk.sandbox.calls import Answer, Call, read


def whoami(call: Call) -> Answer:
    """Name the user behind the token."""
    user = call.db.execute("SELECT * FROM users ORDER BY id LIMIT 1").fetchone()
    return Answer(
        result={
            "brandId": BRAND_ID,
            "userId": USER,
            "userName": user["user_name"],
            "accountType": "UT_sandbox00000000",
            "firstName": user["first_name"],
            "lastName": user["last_name"],
            "email": user["email"],
            "datacenter": DATACENTER,
            "language": "EN",
        }
    )


ENDPOINTS = (read("/whoami", whoami, None),)
