"""Arabic inflection: the forms of the words that the tables name, and those that are left out."""

from __future__ import annotations

import pytest

from onrecord.inflection import adjective_forms, inflected, masdar_forms, noun_forms, verb_forms


@pytest.mark.parametrize(
    ("spec", "forms", "duals"),
    [
        pytest.param("غارة ات", "غارة غارات", "غارتان غارتين غارتا غارتي", id="feminine, sound plural"),
        pytest.param("لغم ألغام", "لغم لغما ألغام ألغاما", "لغمان لغمين", id="broken plural"),
        pytest.param("مبنى مبان مباني", "مبنى مبان مباني", "مبنيان مبنيين", id="ending in alef maksura"),
        pytest.param("مسعف ين", "مسعف مسعفا مسعفين مسعفون مسعفي مسعفو", "مسعفان", id="sound masculine plural"),
        pytest.param("!بلد بلدان", "بلد بلدا بلدان", "", id="its dual is another word"),
        pytest.param("=معبد معابد", "معبد معبدا معابد", "معبدان معبدين معبدي", id="with the dual before an owner"),
    ],
)
def test_a_noun_with_its_duals(spec: str, forms: str, duals: str) -> None:
    held = noun_forms(spec)
    assert set(forms.split()) <= set(held.forms)
    assert set(duals.split()) <= set(held.duals)
    assert bool(held.duals) == bool(duals)


def test_the_oblique_dual_of_a_sound_plural_needs_two_behind_it() -> None:
    assert "مدنيين" not in noun_forms("مدني ين").duals
    assert "مدنيين اثنين" in noun_forms("مدني ين").duals


@pytest.mark.parametrize(
    ("spec", "forms", "duals"),
    [
        pytest.param(
            "طائرة ات * مسير", ["طائرة مسيرة", "طائرات مسيرة"], "طائرتين مسيرتين", id="an adjective that agrees"
        ),
        pytest.param("لغم ألغام * بحري", ["لغما بحريا", "ألغام بحرية"], "لغمان بحريان", id="of a masculine noun"),
        pytest.param("ناقلة ات + جند", ["ناقلة جند", "ناقلات الجند"], "ناقلتي جند", id="annexed"),
        pytest.param("طائرة ات ~ بدون طيار", ["طائرات بدون طيار"], "طائرتان بدون طيار", id="words that stay"),
    ],
)
def test_a_phrase(spec: str, forms: list[str], duals: str) -> None:
    held = noun_forms(spec)
    assert set(forms) <= set(held.forms)
    assert held.duals == ()
    assert duals in held.dual_phrases


@pytest.mark.parametrize(
    ("spec", "forms"),
    [
        pytest.param("قتل يقتل", "قتل قتلت قتلوا قتلتا قتلنا قتلن يقتل تقتل يقتلون", id="sound"),
        pytest.param("حيّد يحيد", "حيد حيدت حيدنا يحيد", id="doubled in the middle, not hollow"),
        pytest.param("أصاب يصيب أصيب يصاب", "أصابت أصبنا يصيبون أصيبت أصيبوا", id="hollow, with its passive"),
        pytest.param("احتلّ يحتل", "احتل احتلت احتللنا", id="doubled at the end"),
        pytest.param("أجلى يجلي أجلي يجلى", "أجلى أجلت أجلوا أجلينا يجلون أجلي أجليت", id="defective"),
        pytest.param("نجا ينجو", "نجا نجت نجوا نجونا ينجون", id="defective in waw"),
        pytest.param("لجأ يلجأ", "لجأ لجأت لجأوا لجؤوا", id="ending in hamza"),
    ],
)
def test_a_verb(spec: str, forms: str) -> None:
    assert set(forms.split()) <= set(verb_forms(spec))


def test_a_verbal_noun_and_an_adjective() -> None:
    assert masdar_forms("إصابة") == ("إصابة", "إصابت")
    assert masdar_forms("تدمير") == ("تدمير", "تدميرا")
    assert masdar_forms("إلقاء القبض") == ("إلقاء القبض",)
    assert {"مدمرة", "مدمرين", "مدمرات"} <= set(adjective_forms("مدمر"))


def test_an_entry_is_written_out_less_what_it_leaves_out() -> None:
    entry = {"forms": ["قصف"], "nouns": ["قصفة ات"], "except": ["قصفتي"], "matches": ["قصفة"]}
    written = inflected({"noun": {"strikes": entry}})["noun"]["strikes"]
    assert written["forms"] == ["قصف", "قصفة", "قصفات"]
    assert written["duals"] == ["قصفتان", "قصفتين", "قصفتا"]
    assert written["matches"] == ["قصفة"]
    assert "nouns" not in written


def test_a_dual_that_is_spelled_as_a_plural_of_its_entry_is_none() -> None:
    written = inflected({"noun": {"n": {"nouns": ["مختف مختفين"]}}})["noun"]["n"]
    assert "مختفين" in written["forms"]
    assert "مختفين" not in written["duals"]
