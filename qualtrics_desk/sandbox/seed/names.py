"""Names of people in the scripts that contact lists really hold."""

from __future__ import annotations

from typing import NamedTuple


class Tongue(NamedTuple):
    """First and last names of one language, its code, its share of the people."""

    language: str
    weight: int
    first: tuple[str, ...]
    last: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TONGUES = (
    Tongue(
        "EN",
        28,
        _words("Olivia Noah Amelia Liam Grace Ethan Chloe Mason Ruby Oscar Freya Miles Hazel Owen"),
        _words(
            "Smith Carter O'Neill Bennett Walsh Turner McDonald Price Hughes Fletcher Ward Reid"
        ),
    ),
    Tongue(
        "DE",
        14,
        _words("Jürgen Änne Björn Käthe Günther Lena Jonas Sören Ulrike Moritz Friederike"),
        _words("Müller Größl Weiß Schröder Köhler Strauß Jäger Bäcker Voß Lübke Hoffmann"),
    ),
    Tongue(
        "FR",
        10,
        _words("Élodie François Zoë Noël Hélène Jérôme Agnès Benoît Anaïs Loïc Clémence"),
        _words("Lefèvre Garçon Dupré Béranger Châtelain Moreau Gauthier d'Aubigné Hervé"),
    ),
    Tongue(
        "ES",
        8,
        _words("José Íñigo Begoña Ángel Nuria Sofía Martín Inés Ramón Lucía"),
        _words("Muñoz García Ibáñez Núñez Peña Vázquez Ordóñez Ruiz"),
    ),
    Tongue(
        "PL",
        6,
        _words("Łukasz Małgorzata Stanisław Żaneta Paweł Grażyna Bożena Jędrzej"),
        _words("Wójcik Kowalczyk Dąbrowski Żak Ślusarczyk Woźniak Łęcki"),
    ),
    # Written with combining marks on purpose: the same text as "Zoë", "Ngọc" and so on, not NFC.
    Tongue(
        "VI",
        4,
        ("Ngo\u0323c", "A\u0301nh", "Hu\u031bng", "Zoe\u0308", "Lie\u0302n"),
        ("Nguye\u0302\u0303n", "Tra\u0302\u0300n", "Pha\u0323m", "Le\u0302"),
    ),
    Tongue(
        "EL",
        5,
        _words("Γιώργος Ελένη Νίκος Αικατερίνη Δημήτρης Σοφία"),
        _words("Παπαδόπουλος Νικολάου Οικονόμου Γεωργίου Αντωνίου"),
    ),
    Tongue(
        "RU",
        7,
        _words("Алексей Мария Фёдор Наталья Дмитрий Юлия Сергей"),
        _words("Иванов Петрова Соловьёв Кузнецова Лебедев Щукина"),
    ),
    Tongue(
        "AR",
        5,
        _words("محمد فاطمة عمر ليلى يوسف مريم خالد"),
        _words("الأحمد حسين المصري القاسم الحداد"),
    ),
    Tongue("ZH-S", 5, _words("伟 芳 秀英 娜 敏 静 强"), _words("王 李 张 刘 陈 杨 赵")),
    Tongue(
        "JA", 4, _words("翔太 さくら 健 美咲 大輔 陽菜"), _words("佐藤 鈴木 高橋 田中 伊藤 渡辺")
    ),
    Tongue("KO", 2, _words("서연 민준 지우 하준 서윤"), _words("김 이 박 최 정")),
    Tongue("HI", 4, _words("आरव अनन्या विवान दिया रोहन मीरा"), _words("शर्मा वर्मा गुप्ता सिंह पटेल")),
)
