"""Derive data/places/divisions.csv: the first-level divisions of the world, from ISO 3166-2 and the Unicode CLDR.

    python scripts/derive_divisions.py CLDR_FOLDER > onrecord/data/places/divisions.csv

CLDR_FOLDER holds CLDR's subdivisions/en.xml and ar.xml (Debian's unicode-cldr-core has them; Unicode licence).
pycountry says which codes are first-level; wordfreq, which bare names are common words, and so are found only with the
word for what they are ("Central province"). Neither is needed to build or to run the package.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

HEAD = """\
# First-level divisions by ISO 3166-2. Names: Unicode CLDR 41 (Unicode licence), codes: ISO 3166-2.
# Written by scripts/derive_divisions.py; corrections are made in the file of the country, which wins.
# ?name: also a common word, found only with the word for what it is.
"""
ENGLISH_KIND = re.compile(
    r"^(?:(?:Province|State|Region|Department|District|Governorate|Canton|Republic) of (?:the )?)"
    r"|(?: (?:Oblast|Province|Region|State|Department|District|Governorate|Canton|County|Prefecture|Krai|Municipality"
    r"|Raion|Republic|Division|Parish|Emirate|Voivodeship))$"
)
ARABIC_KIND = re.compile(
    r"^(?:محافظة|مقاطعة|ولاية|إقليم|منطقة|دائرة|كانتون|أوبلاست|بلدية|جمهورية|كراي|إمارة|مدينة|أبرشية) "
    r"| (?:أوبلاست|رايون|كراي)$"
)
COMMON = {"en": 4.4, "ar": 3.7}
"""The zipf frequency from which a bare name of one word is taken for a common word."""
WELL_KNOWN = frozenset(("US", "CA", "AU", "GB", "DE", "IN", "BR", "MX", "AE", "ES", "IT", "CN"))
"""Countries whose divisions everybody names without saying what they are."""


def cldr(folder: Path, language: str) -> dict[str, str]:
    """The names of all divisions in one language, by CLDR code."""
    tree = ElementTree.parse(folder / f"{language}.xml")
    return {found.attrib["type"]: found.text or "" for found in tree.iter("subdivision") if "alt" not in found.attrib}


def variants(name: str, kind: re.Pattern[str], language: str, code: str) -> list[str]:
    """A name as printed, and without the word for what it is, marked where that is a common word."""
    from wordfreq import zipf_frequency

    name = name.replace("’", "'").replace("‘", "'").replace("،", " ").strip()
    if "(" in name or "," in name or "/" in name:
        name = re.split(r"[(,/]", name)[0].strip()
    found = []
    for form in dict.fromkeys((name, kind.sub("", name).strip())):
        common = " " not in form and code[:2] not in WELL_KNOWN and zipf_frequency(form, language) >= COMMON[language]
        bare_article = form.removeprefix("ال") if language == "ar" else form
        common = common or len(bare_article) < 3
        found.append(f"?{form}" if common else form)
    return found


def rows(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Code, English and Arabic names of every first-level division."""
    import pycountry

    english, arabic = cldr(folder, "en"), cldr(folder, "ar")
    for division in sorted(pycountry.subdivisions, key=lambda one: str(one.code)):
        if division.parent_code is not None:
            continue
        key = division.code.replace("-", "").lower()
        en = variants(english.get(key, division.name), ENGLISH_KIND, "en", division.code)
        ar = variants(arabic[key], ARABIC_KIND, "ar", division.code) if key in arabic else []
        ar = [form for form in ar if re.fullmatch(r"[?\u0620-\u0652 -]+", form)]
        yield division.code, " / ".join(en), " / ".join(ar)


if __name__ == "__main__":
    sys.stdout.write(HEAD)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("id", "en", "ar"))
    writer.writerows(rows(Path(sys.argv[1])))
