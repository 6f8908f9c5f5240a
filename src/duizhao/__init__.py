"""对照 duizhao: bilingual, computed annual reports."""
