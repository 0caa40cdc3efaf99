"""Units of measurement: converted exactly, never taken for one another, left as stated where of no known size."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.arabic import nouns
from onrecord.claim import Claim
from onrecord.claimexport import claim_document
from onrecord.claimwords import claim_number, reason_words
from onrecord.conversion import annotated, converted, factor, is_area, of_no_known_size, units
from onrecord.data import table
from onrecord.gazetteer import catalogue
from onrecord.posing import unmeasured
from onrecord.quantity import Quantity
from onrecord.roundness import numbers_of, roundness
from onrecord.valueclass import replace
from tests.found import claims_in

DAY = dt.date(2019, 3, 10)


def claims(text: str) -> list[Claim]:
    return [claim for claim in claims_in(text, DAY) if claim.quantity is not None]


def amounts(text: str) -> list[str]:
    return [f"{claim.quantity.low} {claim.quantity.unit}" for claim in claims(text) if claim.quantity is not None]


GROUND = [
    ("Our forces recaptured 85 hectares near Homs on Monday.", ["17/20 km2"], "hectares"),
    ("Our forces recaptured 85 ha near Homs on Monday.", ["17/20 km2"], "the sign of the hectare"),
    ("Our forces recaptured 85 square kilometres near Homs on Monday.", ["85 km2"], "square kilometres stay"),
    ("Sappers cleared 30 acres in Basra in March.", [f"{30 * Fraction('0.0040468564224')} km2"], "acres"),
    ("They hold 20 sq mi of Homs.", [f"{20 * Fraction('2.589988110336')} km2"], "square miles, shortened"),
    ("We cleared 300 square feet of the compound.", [f"{300 * Fraction('0.09290304')} m2"], "square feet"),
    ("We cleared 300 square yards of the compound.", [f"{300 * Fraction('0.83612736')} m2"], "square yards"),
    ("Sappers cleared 20,000 square metres in Sirte in 2018.", ["20000 m2"], "square metres stay"),
    ("Sappers cleared 1,200 dunams in Mosul in March.", ["3 km2"], "dunams of Iraq"),
    ("Sappers cleared 1,200 dunums near Hebron in March.", ["6/5 km2"], "dunams of Palestine"),
    ("Sappers cleared 1,200 dunams in March.", ["1200 dunam"], "dunams of nobody knows where"),
    ("Sappers cleared 24 feddans in Khartoum in March.", [f"{24 * Fraction('0.0126025') / 3} km2"], "feddans of Sudan"),
    ("Sappers cleared 24 feddans in Homs in March.", ["24 feddan"], "feddans of Syria, of no one size"),
    ("حررت قواتنا 85 هكتاراً قرب حمص يوم الاثنين.", ["17/20 km2"], "Arabic hectares"),
    ("حررت قواتنا هكتارين قرب حمص يوم الاثنين.", ["1/50 km2"], "two hectares in the dual"),
    ("طهرت الفرق 20 دونماً في البصرة.", ["1/20 km2"], "Arabic dunams of Iraq"),
    ("طهرت الفرق 20 دونماً في الخليل.", ["1/50 km2"], "Arabic dunams of Palestine"),
    ("طهرت الفرق 20 دونماً.", ["20 dunam"], "Arabic dunams of nobody knows where"),
    ("حررت قواتنا 20 فداناً في ريف درعا.", ["20 feddan"], "Arabic feddans of Syria"),
    ("سيطرت قواتنا على 40 ميلاً مربعاً.", [f"{40 * Fraction('2.589988110336')} km2"], "Arabic square miles"),
    ("طهرت الفرق 300 ألف متر مربع.", ["300000 m2"], "Arabic square metres stay"),
]
GOODS = [
    ("Police seized 12 kilos of explosives in Mosul.", ["3/250 tonne"], "kilograms"),
    ("Police seized 300 grams of TNT in Mosul.", ["3/10000 tonne"], "grams"),
    ("Troops recovered 500 lbs of explosives.", [f"{500 * Fraction('0.00045359237')} tonne"], "pounds of weight"),
    ("The WFP delivered 500 short tons of wheat to Tigray.", ["45359237/100000 tonne"], "short tons"),
    ("The WFP delivered 500 long tons of wheat to Tigray.", [f"{500 * Fraction('1.0160469088')} tonne"], "long tons"),
    ("The WFP delivered 500 metric tons of wheat to Tigray.", ["500 tonne"], "metric tons"),
    ("The WFP delivered 500 tons of wheat to Tigray.", ["500 ton"], "tons of no told size"),
    ("The WFP delivered 20 quintals of sorghum to Tigray.", ["2 tonne"], "quintals of Ethiopia"),
    ("The WFP delivered 20 quintals of beans to Guatemala.", ["20 quintal"], "quintals of Spanish America"),
    ("The WFP delivered 40,000 litres of fuel to Gaza.", ["40000 litre"], "litres are no tonnes"),
    ("The WFP delivered 40,000 barrels of oil to Gaza.", ["40000 barrel"], "barrels of oil are no tonnes"),
    ("The Coalition carried out 1.200 strikes.", ["1200 strike"], "a point groups what comes in wholes"),
    ("They trucked in 1.250 tonnes of flour to Gaza.", ["5/4 tonne"], "a point parts tonnes"),
    ("The WFP delivered 30 bags of flour to Gaza.", ["30 parcel"], "bags are no tonnes"),
    ("They trucked in 5,000 cubic metres of water.", ["5000 cubic_metre"], "cubic metres are no tonnes"),
    ("The army dropped 128 tons of bombs on Monday.", ["128 ton"], "tons of bombs are no bombs"),
    ("ضبطت القوات 45 كيلوغراماً من المتفجرات في الموصل.", ["9/200 tonne"], "Arabic kilograms"),
    ("ضبطت القوات 300 غرام من المتفجرات في الموصل.", ["3/10000 tonne"], "Arabic grams"),
    ("ضبط الجيش 12 قنطاراً من الكيف في تلمسان.", ["6/5 tonne"], "quintals of Algeria"),
    ("ضبط الجيش 12 قنطاراً من الكيف في دمشق.", ["12 quintal"], "qintars of Syria"),
    ("أتلفت الفرق 5 أطنان و600 كيلوغرام من المخلفات الحربية.", ["5 tonne", "3/5 tonne"], "tonnes and kilograms"),
    ("أتلفت الفرق 20 رطلاً من المخلفات الحربية.", ["20 ratl"], "ratls, of no one size"),
    ("أدخلت الأمم المتحدة 130 ألف لتر من الوقود إلى غزة.", ["130000 litre"], "Arabic litres are no tonnes"),
    ("أدخلت الأمم المتحدة 20 برميلاً من الزيت إلى غزة.", ["20 barrel"], "Arabic barrels of oil are no bombs"),
    ("ألقت المروحيات 20 برميلاً متفجراً على درعا.", ["20 munition"], "barrel bombs are"),
    ("أدخلت الأمم المتحدة 40 كيساً من الطحين إلى غزة.", ["40 parcel"], "Arabic bags are no tonnes"),
]
LENGTHS = [
    ("تقدمت قواتنا خمسة كيلومترات في حمص.", ["5000 metre"], "kilometres"),
    ("تقدمت قواتنا 300 متر في حمص.", ["300 metre"], "metres are no kilometres"),
    ("تقدمت قواتنا ثلاثة أميال في حمص.", [f"{3 * Fraction('1609.344')} metre"], "miles are no kilometres"),
    ("سيطرت قواتنا على قرية تبعد 20 كيلومتراً عن حمص.", [], "a distance is no claim"),
]


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(*case[:2], id=case[2]) for case in GROUND + GOODS + LENGTHS]
)
def test_a_unit_is_taken_for_no_other(text: str, expected: list[str]) -> None:
    assert amounts(text) == expected


NUMBERS = st.fractions(min_value=0, max_value=10**9, max_denominator=10**4)
COUNTRIES = st.sets(st.sampled_from(["IQ", "PS", "SY", "EG", "DZ", "GT", "US"]), max_size=2)


@given(st.sampled_from(sorted(units())), NUMBERS, NUMBERS, COUNTRIES)
def test_a_conversion_is_undone_exactly_and_keeps_the_order(
    unit: str, one: Fraction, other: Fraction, countries: set[str]
) -> None:
    first, second = (Quantity(value, value, "=", unit) for value in (one, other))
    here, there = converted(first, countries), converted(second, countries)
    assert here.as_worded == first
    assert here.low is not None
    assert there.low is not None
    assert (here.low < there.low) == (one < other)
    assert converted(here, countries) == here or here.unit == unit
    assert (here.conversion is None) == (here == first)


@given(st.sampled_from(sorted(units())), st.integers(1, 10**9), st.sampled_from(["=", "~"]))
def test_a_number_is_as_round_after_it_is_converted(unit: str, value: int, comparator: str) -> None:
    worded = Quantity(Fraction(value), Fraction(value), "~" if comparator == "~" else "=", unit)
    stated = converted(worded, ())
    times = factor(unit, ()) or 1
    assert roundness(stated) == roundness(worded) * times
    assert numbers_of(stated, whole=False) == tuple(
        None if end is None else end * times for end in numbers_of(worded, whole=False)
    )


def test_the_words_show_the_arithmetic_in_both_languages() -> None:
    [claim] = claims("Our forces recaptured more than 85 hectares near Homs on Monday.")
    assert claim_number(claim, "en") == "more than 0.85 square kilometres (more than 85 hectares × 0.01)"
    assert claim_number(claim, "ar") == "أكثر من 0.85 كيلومتر مربع (أكثر من 85 هكتاراً × 0.01)"


def test_the_document_holds_what_was_stated_and_the_factor() -> None:
    text = "Sappers cleared 1,200 dunams in Mosul in March."
    [claim] = claims(text)
    document = claim_document(claim, text).quantity
    assert document is not None
    assert document.conversion is not None
    assert (document.low, document.unit) == (3, "km2")
    assert (document.conversion.unit, document.conversion.factor) == ("dunam", "0.0025")


def test_a_number_of_no_known_size_is_not_measured_and_says_why() -> None:
    [claim] = claims("The WFP delivered 500 tons of wheat to Gaza on Monday.")
    assert unmeasured(claim, catalogue()) == "unit_size_not_known"
    asked = replace(claim, reason_key="unit_size_not_known")
    assert "differs from country to country" in reason_words(asked, "en")


@pytest.mark.parametrize("unit", ["metre", "m2", "litre", "tonne", "EUR", "family", "percent"])
def test_a_number_in_another_unit_than_the_records_is_not_set_against_it(unit: str) -> None:
    for text in ("Our forces recaptured 85 square kilometres near Homs on Monday.", "On Monday 85 people fled Homs."):
        [claim] = claims(text)
        assert claim.quantity is not None
        assert unmeasured(claim, catalogue()) is None
        other = replace(claim, quantity=replace(claim.quantity, unit=unit))
        assert unmeasured(other, catalogue()) == "form_not_measured"


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Militants burned 200 acres of wheat in Kirkuk.", "other"),
        ("The shelling damaged 300 hectares of farmland in Idlib.", "other"),
        ("Israel confiscated 1,500 dunums of land in Hebron.", "territory_taken"),
        ("The rebels hold 300 hectares of Idlib.", "area_held"),
        ("صادرت قوات الاحتلال 1200 دونم من أراضي الخليل في شباط.", "territory_taken"),
    ],
    ids=["burned", "damaged", "confiscated", "held", "confiscated in Arabic"],
)
def test_ground_that_is_burned_is_not_held(text: str, measure: str) -> None:
    [claim] = claims(text)
    assert claim.scope.measure == measure


def test_explosives_are_seized_wherever_they_are() -> None:
    for where in ("", " in Kandahar", " on Monday in Kandahar"):
        [claim] = claims(f"Troops seized 500 tons of explosives{where}.")
        assert claim.scope.measure == "weapons_seized", where


def test_a_claim_without_place_has_the_country_that_all_others_lie_in() -> None:
    told = "Shells hit two houses in Mosul on Monday. Sappers cleared 40 dunams."
    assert amounts(told)[-1] == "1/10 km2"
    assert amounts(told.replace("on Monday.", "on Monday. A raid on Homs killed 12 people."))[-1] == "40 dunam"


def test_every_unit_of_the_lexicon_is_known_or_a_count() -> None:
    counted = {str(noun["unit"]) for noun in table("lexicon/measures")["noun"]}
    classes = {str(noun["unit"]): str(noun["class"]) for noun in table("lexicon/measures")["noun"]}
    measured = {unit for unit in counted if classes[unit] in ("area", "distance", "tonnage")} - {"parcel"}
    assert measured <= set(units())


def test_every_unit_has_its_words_its_target_and_its_source() -> None:
    for unit, entry in units().items():
        assert unit in nouns()
        if "factor" in entry or "sizes" in entry:
            assert entry["source"]
            assert units()[entry["to"]]["kind"] == entry["kind"]
            assert "to" not in units()[entry["to"]]


def test_annotations_know_no_ton_but_the_tonne() -> None:
    assert annotated("ton") == "tonne"
    assert annotated("ton/day") == "tonne/day"
    assert annotated("person") == "person"
    assert of_no_known_size("ton")
    assert not of_no_known_size("tonne")
    assert is_area("dunam")
    assert not is_area("litre")
