import secrets

# Each reads at 4.5:1 or better on white and is told apart from its neighbours by more than hue.
PALETTE = (
    "#b3261e",
    "#9a4a00",
    "#7a5c00",
    "#4d6b00",
    "#00703c",
    "#006c70",
    "#00639b",
    "#3f51b5",
    "#6a42c1",
    "#8e2f9e",
    "#a8326b",
    "#5d5148",
)


def pleasing_colour() -> str:
    return secrets.choice(PALETTE)
