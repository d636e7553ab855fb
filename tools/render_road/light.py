"""The light of a scene: what time of day and weather do to its colours."""

from dataclasses import dataclass

Color = tuple[float, float, float]


@dataclass(frozen=True)
class Light:
    """One kind of light. Colours are (red, green, blue) of 0 to 1.

    Args:
        brightness: of everything that the sky lights.
        sun: the colour of the light.
        sky_top: the sky overhead.
        sky_bottom: the sky at the horizon.
        clouds: how much of the sky they hide, 0 to 1.
        haze_per_m: how fast things fade with distance.
        haze: the colour into which they fade.
        shadow: what is left of the light in a cast shadow, 0 to 1.
        shadow_length: of a thing one metre high, in metres.
        contrast: how much darker a side turned away from the sun is, 0 to 1.
        noise: standard deviation of the camera's noise.
        lamps_on: whether headlights, tail lights and some windows shine.
    """

    brightness: float
    sun: Color
    sky_top: Color
    sky_bottom: Color
    clouds: float
    haze_per_m: float
    haze: Color
    shadow: float
    shadow_length: float
    contrast: float
    noise: float
    lamps_on: bool


LIGHTS = {
    "noon": Light(
        brightness=0.95,
        sun=(1.0, 0.98, 0.93),
        sky_top=(0.25, 0.47, 0.82),
        sky_bottom=(0.76, 0.86, 0.95),
        clouds=0.6,
        haze_per_m=0.0035,
        haze=(0.76, 0.84, 0.92),
        shadow=0.52,
        shadow_length=0.5,
        contrast=0.34,
        noise=0.012,
        lamps_on=False,
    ),
    "overcast": Light(
        brightness=0.80,
        sun=(0.95, 0.97, 1.0),
        sky_top=(0.62, 0.66, 0.71),
        sky_bottom=(0.83, 0.85, 0.87),
        clouds=0.9,
        haze_per_m=0.007,
        haze=(0.80, 0.82, 0.84),
        shadow=0.86,
        shadow_length=0.1,
        contrast=0.12,
        noise=0.016,
        lamps_on=False,
    ),
    "dusk": Light(
        brightness=0.52,
        sun=(1.05, 0.86, 0.74),
        sky_top=(0.20, 0.24, 0.42),
        sky_bottom=(0.95, 0.62, 0.40),
        clouds=0.6,
        haze_per_m=0.006,
        haze=(0.58, 0.42, 0.34),
        shadow=0.66,
        shadow_length=1.6,
        contrast=0.38,
        noise=0.024,
        lamps_on=True,
    ),
    "fog": Light(
        brightness=0.78,
        sun=(0.97, 0.98, 1.0),
        sky_top=(0.80, 0.82, 0.84),
        sky_bottom=(0.84, 0.85, 0.86),
        clouds=0.1,
        haze_per_m=0.032,
        haze=(0.83, 0.84, 0.85),
        shadow=0.95,
        shadow_length=0.1,
        contrast=0.06,
        noise=0.016,
        lamps_on=True,
    ),
}
