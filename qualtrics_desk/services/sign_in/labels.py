"""What the account page calls its fields, in the languages the product is used in.

A label is recognised by a word inside it, folded by `folded`; the first group that has one wins, so
"client secret" comes before "client" and "data centre" before anything that is an id.
"""

from __future__ import annotations

import enum
import re
import unicodedata


class Field(enum.Enum):
    """What stands behind a label."""

    CLIENT_SECRET = "client secret"  # noqa: S105 - the name of a field
    CLIENT_ID = "client id"
    SCOPES = "scopes"
    ACCESS_TOKEN = "access token"  # noqa: S105 - the name of a field
    TOKEN = "token"  # noqa: S105 - the name of a field
    DATACENTER = "datacenter"
    BASE_URL = "base url"
    BRAND = "brand"
    OTHER = "other"


_WORDS: tuple[tuple[Field, tuple[str, ...]], ...] = (
    (
        Field.CLIENT_SECRET,
        (
            "client secret", "clientsecret", "client geheimnis", "clientgeheimnis",
            "geheimer clientschlussel", "secreto", "secret client", "secret du client",
            "segreto", "segredo", "クライアントシークレット", "客户端密钥",
            "客户端密码", "클라이언트 시크릿", "클라이언트 암호",
        ),
    ),
    (
        Field.CLIENT_ID,
        (
            "client id", "clientid", "id client", "id du client", "id de cliente",
            "id do cliente", "id cliente", "klant id", "クライアントid", "客户端id",
            "客户端 id", "클라이언트 id",
        ),
    ),
    (Field.SCOPES, ("scope", "geltungsbereich", "ambito", "alcance", "portee", "スコープ")),
    (Field.ACCESS_TOKEN, ("access token", "bearer", "authorization")),
    (
        Field.TOKEN,
        (
            "token", "api key", "apikey", "api schlussel", "jeton", "clave api", "clave de api",
            "cle api", "ficha de api", "chiave api", "chave api", "トークン", "令牌",
            "토큰", "токен", "маркер",
        ),
    ),
    (
        Field.DATACENTER,
        (
            "datacenter", "data center", "datacentre", "data centre", "rechenzentrum",
            "rechenzentren", "datenzentrum", "centro de datos", "centre de donnees",
            "centro dati", "centro de dados", "datacentrum", "datacentral", "centrum danych",
            "データセンター", "数据中心", "數據中心", "資料中心", "데이터 센터", "데이터센터",
        ),
    ),
    (Field.BASE_URL, ("base url", "baseurl", "api url", "host", "server")),
    (
        Field.BRAND,
        (
            "organization id", "organisation id", "organisations id", "organizations id",
            "organizationid", "id de la organizacion", "id de organizacion", "id de l organisation",
            "id organisation", "id organizzazione", "id dell organizzazione", "id da organizacao",
            "id de organizacao", "organisatie id", "organisaations id", "brand id", "brandid",
            "marken id", "id de marca", "id de la marque", "組織 id", "組織id", "组织 id",
            "组织id", "조직 id", "조직id",
        ),
    ),
)  # fmt: skip


def field_of(label: str) -> Field:
    """What a label announces; OTHER where it is not known."""
    words = f" {folded(label)} "
    for field, signs in _WORDS:
        if any(sign in words for sign in signs):
            return field
    return Field.OTHER


def folded(text: str) -> str:
    """Lower case, without accents, punctuation as blanks: labels differ in all three."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    # Decomposed Korean and voiced Japanese must be whole again to be compared.
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", letters)).strip()
