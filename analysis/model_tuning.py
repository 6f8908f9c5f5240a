"""x."""

from analysis.model_growth import Tuning

T = dict(reach=[0.02, 0.027, 0.033, 0.065, 0.13, 0.25, 0.47, 0.65, 0.93, 1])
TUNING = {
    y: (
        0,
        Tuning(
            T["reach"][y - 2014],
            0.8,
            0.05 if y < 2023 else 0.3,
            0 if y < 2023 else 150,
            0 if y < 2023 else 600,
        ),
    )
    for y in range(2014, 2024)
}
