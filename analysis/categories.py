"""The categories that this report counts by: glossary ids, in the order of the figures."""

from __future__ import annotations

PROVINCES = (
    *("beijing", "tianjin", "hebei", "shanxi", "inner_mongolia"),
    *("liaoning", "jilin", "heilongjiang"),
    *("shanghai", "jiangsu", "zhejiang", "anhui", "fujian", "jiangxi", "shandong"),
    *("henan", "hubei", "hunan", "guangdong", "guangxi", "hainan"),
    *("chongqing", "sichuan", "guizhou", "yunnan", "tibet"),
    *("shaanxi", "gansu", "qinghai", "ningxia", "xinjiang"),
    *("hong_kong", "macao", "taiwan"),
)

# The Pearl River Delta stands for Guangdong: the source gives both the same share.
METROPOLITAN_AREAS = {
    "yangtze_river_delta": ("shanghai", "jiangsu", "zhejiang", "anhui"),
    "beijing_tianjin_hebei": ("beijing", "tianjin", "hebei"),
    "pearl_river_delta": ("guangdong",),
}

LAYERS = ("application", "technology", "foundation")

TECHNOLOGIES = (
    *("big_data_and_cloud", "internet_of_things", "mobile_5g_6g", "intelligent_robots"),
    *("ai_chips", "autonomous_driving", "virtual_augmented_reality", "computer_vision"),
    *("optoelectronics", "recommendation", "speech_recognition", "blockchain", "large_models"),
    *("spatial_technology", "biometrics", "cybersecurity", "natural_language_processing"),
    *("computing_power_network", "human_computer_interaction", "operating_systems"),
    *("ai_frameworks", "knowledge_graphs", "multimodal", "embodied_intelligence"),
)

FIELDS = (
    *("enterprise_management", "smart_city", "smart_manufacturing", "connected_vehicles"),
    *("smart_hardware", "smart_marketing", "smart_finance", "smart_healthcare"),
    *("digital_content", "smart_transport", "smart_education", "cyberspace_security"),
    *("smart_energy", "smart_government", "smart_logistics", "smart_home"),
    *("smart_culture_tourism", "smart_security", "smart_agriculture", "ai_for_science"),
)

SECTORS = ("primary", "secondary", "tertiary")

TERTIARY = (
    *("wholesale_retail", "transport_storage_post", "accommodation_catering"),
    *("information_services", "finance", "real_estate", "leasing_business_services"),
    *("research_technical_services", "public_facilities", "resident_services", "education"),
    *("health_social_work", "culture_sports_entertainment", "public_administration"),
)

# Divisions 13 to 43 of GB/T 4754-2017.
MANUFACTURING = (
    *("food_processing", "food_products", "beverages", "tobacco", "textiles", "apparel"),
    *("leather", "wood", "furniture", "paper", "printing", "culture_sports_goods"),
    *("petroleum", "chemicals", "pharmaceuticals", "chemical_fibres", "rubber_plastics"),
    *("nonmetallic_minerals", "ferrous_metals", "nonferrous_metals", "metal_products"),
    *("general_equipment", "special_equipment", "automobiles", "other_transport_equipment"),
    *("electrical_machinery", "computers_electronics", "instruments", "other_manufacturing"),
    *("waste_recycling", "equipment_repair"),
)

# Manufacturing itself is not an industry of a relation: its divisions are.
SECONDARY = ("mining", "manufacturing", "utilities", "construction")

PRIMARY = ("agriculture",)

INDUSTRIES = (*PRIMARY, *(i for i in SECONDARY if i != "manufacturing"), *MANUFACTURING, *TERTIARY)


def sector(industry: str) -> str:
    """Return the sector (primary, secondary or tertiary) of an industry's id."""
    if industry in PRIMARY:
        return "primary"
    return "tertiary" if industry in TERTIARY else "secondary"
