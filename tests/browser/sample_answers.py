"""What the numbers and terms of the sample's chapters answer."""

from __future__ import annotations

from duizhao.site import Answer, Explained, InEdition, Link
from duizhao.site.number_cards_script import answer_key

TERM = {"zh": "技术赋能", "en": "technology provision"}
SHARE = answer_key("enterprises_by_province.beijing.share", "29.04")


def answers(language: str) -> dict[str, Answer]:
    """Return the answer of the one number that the tests ask."""
    zh = language == "zh"
    return {
        SHARE: Answer(
            of="北京市，占比" if zh else "Beijing · Share",
            text="29.04%",
            exact="",
            unit="百分比" if zh else "per cent",
            figure=Link("图3：企业数最多的省份", "enterprises.html#enterprises_by_province")
            if zh
            else Link(
                "Figure 3: Provinces with the most enterprises",
                "enterprises.html#enterprises_by_province",
            ),
            status="公布值" if zh else "published",
            source="样本报告（表6）" if zh else "Sample report (table 6)",
            formula="",
            terms=("technology_provision",),
            editions=(
                InEdition(
                    "2023年版" if zh else "2023 edition",
                    "28.10%",
                    "../2023/enterprises.html#enterprises_by_province",
                    "公布值" if zh else "published",
                ),
                InEdition(
                    "2024年版" if zh else "2024 edition",
                    "29.04%",
                    "",
                    "公布值" if zh else "published",
                    "样本扩大" if zh else "the sample was enlarged",
                ),
            ),
            citation="{number}。引自：某研究所. 样本报告[R/OL]. {address}."
            if zh
            else "{number}. From: An institute. Sample report. {address}",
        )
    }


def terms(language: str) -> dict[str, Explained]:
    """Return the explanation of the one term that the chapters mark."""
    href = "../glossary.html#technology_provision"
    if language == "zh":
        one = Explained("技术赋能", "一方的技术用于另一方的产品或流程。", href)
    else:
        definition = "One party's technology put to use in another's product or process."
        one = Explained("technology provision", definition, href)
    return {"technology_provision": one}
