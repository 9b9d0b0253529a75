"""What people call the columns of a contact file, and how a header is matched with it.

Only names that mean one field and nothing else stand here: "Work e-mail" or "ID" may well be
something other than the key, so they become embedded data. Sources: the service's own template and
its four spellings of the external reference (qualtrics-api.md D.9, F.18).
"""

from __future__ import annotations

import functools
import unicodedata
from typing import Final

GENERIC_NAME: Final = "name"
"""A bare "Name" or "Nom": the other half of whatever name column stands beside it."""

NEVER: Final = frozenset(
    {
        "contactid",
        "contactlookupid",
        "mailinglistunsubscribed",
        "mailinglistunsubscribedate",
        "directoryunsubscribed",
        "directoryunsubscribedate",
        "emaildomain",
        "creationdate",
        "lastmodified",
    }
)
"""Read-only keys of the service's contacts (qualtrics-api.md D.8): exports hold them, no import."""

_WORDS: Final = {
    "firstName": """
        firstname, fname, forename, givenname, given names, christian name, recipient first name,
        contact first name, vorname, vornamen, rufname, prénom, prénoms, primer nombre,
        nombre de pila, nombres, primeiro nome, nome próprio, nome di battesimo, primo nome,
        voornaam, roepnaam, förnamn, fornavn, etunimi, imię, jméno, имя, 名, 名前（名）
        """,
    "lastName": """
        lastname, lname, surname, family name, familyname, second name, recipient last name,
        contact last name, nachname, familienname, zuname, nom de famille, nom famille, apellido,
        apellidos, primer apellido, cognome, sobrenome, apelido, apelidos, último nome, achternaam,
        familienaam, efternamn, etternavn, efternavn, sukunimi, nazwisko, příjmení, фамилия, 姓
        """,
    "email": """
        email, e-mail, mail, email address, mail address, e-mail adress, emailid, email id,
        primary email, primary email address, contact email, recipient email, email addr,
        emailadresse, e-mail-adresse, mailadresse, elektronische post, adresse email,
        adresse e-mail, adresse mail, adresse électronique, adresse de messagerie, courriel,
        correo, correo electrónico, dirección de correo, dirección de correo electrónico,
        direccion email, indirizzo email, indirizzo e-mail, indirizzo mail, posta elettronica,
        endereço de email, endereço de e-mail, endereço email, correio eletrônico,
        correio electrónico, emailadres, e-mailadres, mailadres, e-postadress, e-post, epost,
        sähköposti, адрес электронной почты, メールアドレス
        """,
    "phone": """
        phone, phone number, phoneno, phone no, phone nr, telephone, telephone number, tel, tel no,
        tel nr, mobile, mobile phone, mobile number, mobile no, cell, cellphone, cell phone,
        cell number, recipient phone, contact phone, telefon, telefonnummer, telefonnr, rufnummer,
        handy, handynummer, handynr, mobil, mobiltelefon, mobilnummer, mobilfunknummer, téléphone,
        numéro de téléphone, no de téléphone, portable, téléphone portable, téléphone mobile,
        teléfono, número de teléfono, teléfono móvil, móvil, celular, telefono, numero di telefono,
        cellulare, telefone, número de telefone, telemóvel, telefoon, telefoonnummer, gsm,
        mobiel, mobiel nummer, puhelin, телефон, 電話番号
        """,
    "extRef": """
        extref, external reference, external ref, externalreference, external data reference,
        externaldatareference, external data ref, externaldataref, ext data ref, ext ref, ext. ref.,
        external reference id, external id, externalid, ext id, recipient external data reference,
        externe referenz, externe datenreferenz, externer datenverweis, externe id,
        externe referenz id, référence externe, référence de données externes, id externe,
        identifiant externe, referencia externa, referencia de datos externos, id externo,
        riferimento esterno, riferimento dati esterni, id esterno, referência externa,
        referência de dados externos, referência externa de dados, externe referentie,
        externe gegevensreferentie
        """,
    "language": """
        language, lang, language code, langcode, locale, preferred language, recipient language,
        contact language, user language, sprache, sprachcode, sprachkürzel, bevorzugte sprache,
        korrespondenzsprache, langue, code langue, code de langue, langue préférée, idioma,
        código de idioma, idioma preferido, lengua, lingua, codice lingua, lingua preferita, língua,
        linguagem, taal, taalcode, voorkeurstaal, språk, sprog, kieli, язык, 言語
        """,
    "unsubscribed": """
        unsubscribed, unsubscribe, is unsubscribed, opted out, optedout, opt out, optout,
        has opted out, abgemeldet, abbestellt, ausgetragen, désabonné, désinscrit, désinscrite,
        opposition, dado de baja, desuscrito, cancelada la suscripción, baja, disiscritto,
        annulla iscrizione, iscrizione annullata, descadastrado, inscrição cancelada, uitgeschreven,
        afgemeld
        """,
}
_GENERIC_WORDS: Final = "name, nom, nombre, nome, naam, namn, navn"
_SHORTEST_GUESS: Final = 5


def normalised_header(text: str) -> str:
    """Letters and digits only: no accents, no case, no punctuation, no spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if char.isalnum())


def _word_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for target, words in _WORDS.items():
        for word in (target, *words.split(",")):
            table[normalised_header(word)] = target
    for word in _GENERIC_WORDS.split(","):
        table[normalised_header(word)] = GENERIC_NAME
    return table


WORDS: Final = _word_table()


def match_words(text: str) -> str | None:
    """The field (or `GENERIC_NAME`) that a header names outright."""
    return WORDS.get(normalised_header(text))


@functools.cache
def _words_by_initial() -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for word in WORDS:
        if len(word) >= _SHORTEST_GUESS and word.isascii():
            grouped.setdefault(word[0], []).append(word)
    return grouped


def guess_words(text: str) -> str | None:
    """The field whose name a header misses by one slip of the keyboard, if it is only one field."""
    word = normalised_header(text)
    if len(word) < _SHORTEST_GUESS or not word.isascii():
        return None
    near = {
        WORDS[known]
        for known in _words_by_initial().get(word[0], ())
        if abs(len(known) - len(word)) <= 1 and _one_slip_apart(word, known)
    }
    return near.pop() if len(near) == 1 else None


def _one_slip_apart(word: str, known: str) -> bool:
    """Whether a letter is missing or two neighbours are swapped; for names also one too many.

    "Emailed" and "Email B" are no slips: a field that says who somebody is must not be guessed
    from a letter more or another letter.
    """
    start = 0
    while start < min(len(word), len(known)) and word[start] == known[start]:
        start += 1
    rest, other = word[start:], known[start:]
    if rest == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:]):
        return True
    return WORDS[known] in {"firstName", "lastName"} and (
        rest[1:] in {other, other[1:]} and not rest[:1].isdigit()
    )
