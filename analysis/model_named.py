"""The organisations that the model knows by name: where they are and what they do.

Ids are the glossary's. Places, industries and founding years are public knowledge; they matter
because the published flows and industries contain these organisations' relations. Everything else
about them in the modelled tables is modelled.
"""

from __future__ import annotations

from typing import NamedTuple


class Enterprise(NamedTuple):
    """A named enterprise of the sample."""

    province: str
    founded: int
    listed: bool
    layer: str
    industry: str


class Partner(NamedTuple):
    """A named relation node; one without a province lies outside the provinces."""

    province: str | None
    industry: str


SOFTWARE = "information_services"
ELECTRONICS = "computers_electronics"
RESEARCH = "research_technical_services"

ENTERPRISES = {
    "huawei": Enterprise("guangdong", 1987, False, "foundation", ELECTRONICS),
    "tencent": Enterprise("guangdong", 1998, True, "application", SOFTWARE),
    "alibaba": Enterprise("zhejiang", 1999, True, "application", SOFTWARE),
    "baidu": Enterprise("beijing", 2000, True, "technology", SOFTWARE),
    "jd": Enterprise("beijing", 1998, True, "application", "wholesale_retail"),
    "china_mobile": Enterprise("beijing", 2000, True, "foundation", SOFTWARE),
    "china_telecom": Enterprise("beijing", 2002, True, "foundation", SOFTWARE),
    "alibaba_cloud": Enterprise("zhejiang", 2009, False, "foundation", SOFTWARE),
    "china_unicom": Enterprise("beijing", 1994, True, "foundation", SOFTWARE),
    "zte": Enterprise("guangdong", 1985, True, "foundation", ELECTRONICS),
    "iflytek": Enterprise("anhui", 1999, True, "technology", SOFTWARE),
    "yonyou": Enterprise("beijing", 1988, True, "application", SOFTWARE),
    "h3c": Enterprise("zhejiang", 2003, False, "foundation", ELECTRONICS),
    "tencent_cloud": Enterprise("guangdong", 2010, False, "foundation", SOFTWARE),
    "xiaomi": Enterprise("beijing", 2010, True, "application", ELECTRONICS),
    "bytedance": Enterprise("beijing", 2012, False, "application", SOFTWARE),
    "hikvision": Enterprise("zhejiang", 2001, True, "application", ELECTRONICS),
    # Registered in Gui'an: without it Guizhou could hardly rank thirteenth among the providers.
    "huawei_cloud": Enterprise("guizhou", 2017, False, "foundation", SOFTWARE),
    "haier": Enterprise("shandong", 1984, True, "application", "electrical_machinery"),
    "qi_anxin": Enterprise("beijing", 2014, True, "technology", SOFTWARE),
}

PARTNERS = {
    "tsinghua": Partner("beijing", "education"),
    "caict": Partner("beijing", RESEARCH),
    "intel": Partner(None, ELECTRONICS),
    "microsoft": Partner(None, SOFTWARE),
    "peking_university": Partner("beijing", "education"),
    "zhejiang_university": Partner("zhejiang", "education"),
    "nvidia": Partner(None, ELECTRONICS),
    "sjtu": Partner("shanghai", "education"),
    "qualcomm": Partner(None, ELECTRONICS),
    "saic": Partner("shanghai", "automobiles"),
    "beihang": Partner("beijing", "education"),
    "amazon": Partner(None, SOFTWARE),
    "cas": Partner("beijing", RESEARCH),
    "ibm": Partner(None, SOFTWARE),
    "fudan": Partner("shanghai", "education"),
    "geely": Partner("zhejiang", "automobiles"),
    "hust": Partner("hubei", "education"),
    "hit": Partner("heilongjiang", "education"),
    "wuhan_university": Partner("hubei", "education"),
    "faw": Partner("jilin", "automobiles"),
}
