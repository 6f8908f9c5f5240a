"""Every form of chart has a name in both languages, and the gallery calls each by its own."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from duizhao.charts.forms import Chart
from duizhao.check.text.charts import FORMS_NAMED, kinds_named
from tests.conftest import ROOT

ALT = re.compile(
    r"^alt: \{zh: (?P<zh>.*?), en: \"?(?P<en>.*?)\"?\}$.*?form: (?P<form>\w+)", re.M | re.S
)


def test_every_form_has_a_name() -> None:
    forms = {one.model_fields["form"].annotation for one in get_args(get_args(Chart)[0])}
    known = {get_args(form)[0] for form in forms} - {"own"}
    for language in ("zh", "en"):
        assert known == FORMS_NAMED[language]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_gallery_names_what_it_draws(language: str) -> None:
    examples = list(ALT.finditer((ROOT / "docs/gallery.md").read_text(encoding="utf-8")))
    assert len(examples) > 15
    for one in (found for found in examples if found["form"] != "own"):
        named = [forms for _, forms in kinds_named(one[language], language)]
        assert not named or any(one["form"] in forms for forms in named), one["form"]
