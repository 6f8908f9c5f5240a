"""Regions: which provinces, cities, organisations and flows belong to each of the seven.

These tables say only what belongs where; their numbers are published ones, which the figures take
from other figures, of this edition and of earlier ones.
"""

from __future__ import annotations

import pandas as pd

from .categories import METROPOLITAN_AREAS

# Anhui is in the Yangtze River Delta; Chengdu–Chongqing is published by whole provinces.
REGIONS = {
    **{area: METROPOLITAN_AREAS[area] for area in ("beijing_tianjin_hebei", "yangtze_river_delta")},
    "pearl_river_delta": METROPOLITAN_AREAS["pearl_river_delta"],
    "chengdu_chongqing": ("sichuan", "chongqing"),
    "central_region": ("shanxi", "jiangxi", "henan", "hubei", "hunan"),
    "northwestern_region": ("shaanxi", "gansu", "qinghai", "ningxia", "xinjiang"),
    "northeastern_region": ("liaoning", "jilin", "heilongjiang"),
}
# The cities of the competitiveness index, and those that the source names for their ecosystems.
CITIES = {
    "beijing_tianjin_hebei": ("beijing", "tianjin"),
    "yangtze_river_delta": ("shanghai", "hangzhou", "nanjing", "suzhou", "hefei"),
    "pearl_river_delta": ("shenzhen", "guangzhou"),
    "chengdu_chongqing": ("chongqing", "chengdu"),
    "central_region": ("wuhan", "changsha"),
    "northwestern_region": ("xian",),
    "northeastern_region": ("shenyang", "changchun", "harbin"),
}
# By headquarters or campus. Huawei Cloud is left out: it is not plain where it belongs.
ORGANISATIONS = {
    "beijing_tianjin_hebei": (
        *("baidu", "jd", "china_mobile", "china_telecom", "china_unicom", "yonyou", "xiaomi"),
        *("bytedance", "qi_anxin", "tsinghua", "caict", "peking_university", "beihang", "cas"),
    ),
    "yangtze_river_delta": (
        *("alibaba", "alibaba_cloud", "iflytek", "h3c", "hikvision"),
        *("zhejiang_university", "sjtu", "saic", "fudan", "geely"),
    ),
    "pearl_river_delta": ("huawei", "tencent", "zte", "tencent_cloud"),
    "central_region": ("hust", "wuhan_university"),
    "northeastern_region": ("hit", "faw"),
}
# The provinces of which the 2021 edition published shares.
IN_2021 = ("beijing", "shanghai", "zhejiang", "jiangsu", "guangdong")


def regions() -> pd.DataFrame:
    """Return the regions, in the order of their chapters."""
    return pd.DataFrame(index=list(REGIONS))


def region_provinces() -> pd.DataFrame:
    """Return the provinces of each region."""
    return _members(REGIONS)


def region_cities() -> pd.DataFrame:
    """Return the cities of each region that the source names."""
    return _members(CITIES)


def region_organisations() -> pd.DataFrame:
    """Return the organisations of each region that lead by degree."""
    return _members(ORGANISATIONS)


def region_in_2021(region_provinces: pd.DataFrame) -> pd.DataFrame:
    """Return the provinces with shares of 2021, and their regions."""
    return region_provinces.loc[list(IN_2021)]


def region_outflows(flows_between_provinces: pd.DataFrame) -> pd.DataFrame:
    """Return the leading flows by the region that provides."""
    return _flows(flows_between_provinces, "provider")


def region_inflows(flows_between_provinces: pd.DataFrame) -> pd.DataFrame:
    """Return the leading flows that come from elsewhere, by the region that receives."""
    flows = _flows(flows_between_provinces, "receiver")
    home = {province: region for region, provinces in REGIONS.items() for province in provinces}
    return flows[flows["provider"].map(home) != flows["region"]]


def _members(listed: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    members = {one: region for region, names in listed.items() for one in names}
    return pd.DataFrame({"region": members})


def _flows(flows: pd.DataFrame, end: str) -> pd.DataFrame:
    """Return the flows of each region, the largest first."""
    home = {province: region for region, provinces in REGIONS.items() for province in provinces}
    table = flows[["provider", "receiver"]].copy()
    table.insert(0, "region", table[end].map(home))
    order = {region: position for position, region in enumerate(REGIONS)}
    table = table.dropna(subset=["region"])
    return table.sort_values("region", key=lambda column: column.map(order), kind="stable")
