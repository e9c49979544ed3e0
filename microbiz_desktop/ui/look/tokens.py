"""The colours of the program by meaning, and the contrast they are held to."""

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour for each meaning; a widget names the meaning, never the colour."""

    ground: str
    side: str
    surface: str
    sunken: str
    hover: str
    desk: str
    line: str
    control: str
    text: str
    text_2: str
    text_3: str
    accent: str
    accent_hover: str
    accent_bg: str
    on_accent: str
    ok: str
    ok_bg: str
    waiting: str
    waiting_bg: str
    problem: str
    problem_bg: str
    neutral: str
    neutral_bg: str
    claim: str
    claim_bg: str

    def named(self, token: str) -> str:
        """The colour of a token given by name; an unknown name is a fault of ours."""
        return str(getattr(self, token.replace("-", "_")))


LIGHT = Tokens(
    ground="#F8F6F2",
    side="#F1EEE8",
    surface="#FFFFFF",
    sunken="#F3F0EA",
    hover="#ECE8E0",
    desk="#EBE7DF",
    line="#E4DFD6",
    control="#8C867B",
    text="#1B2430",
    text_2="#4F5965",
    text_3="#636C77",
    accent="#0B6E87",
    accent_hover="#095B70",
    accent_bg="#E0EFF2",
    on_accent="#FFFFFF",
    ok="#1B6E47",
    ok_bg="#E3F1E8",
    waiting="#835000",
    waiting_bg="#FAEED3",
    problem="#B3261E",
    problem_bg="#FBE7E4",
    neutral="#4F5965",
    neutral_bg="#ECE8E0",
    claim="#6A3FA0",
    claim_bg="#EFE8F7",
)

DARK = Tokens(
    ground="#14181C",
    side="#101317",
    surface="#1C2126",
    sunken="#171B20",
    hover="#272D34",
    desk="#0E1114",
    line="#30373F",
    control="#737D88",
    text="#ECE9E3",
    text_2="#B3B8BF",
    text_3="#939BA5",
    accent="#63C5DE",
    accent_hover="#86D3E6",
    accent_bg="#16343E",
    on_accent="#06222B",
    ok="#7FD4A6",
    ok_bg="#17342A",
    waiting="#EBBE6B",
    waiting_bg="#382C14",
    problem="#F4A199",
    problem_bg="#43211F",
    neutral="#B3B8BF",
    neutral_bg="#2A3037",
    claim="#C9AEEF",
    claim_bg="#2E2440",
)

#: Grounds for the initials of a business without a logo; white on each is 5.3 or more.
INITIALS = (
    "#6B5B95",
    "#2F6B4F",
    "#9C4A5F",
    "#8A5A2B",
    "#3A668F",
    "#66702B",
    "#8F4A32",
    "#22617A",
)

#: What pages of the preview are multiplied with in the dark theme: paper by lamplight.
LAMPLIGHT = "#EBE7DF"


def high_contrast(tokens: Tokens) -> Tokens:
    """Lines as strong as controls, second text as main text, tints gone: borders take over."""
    tints = {f.name: tokens.surface for f in fields(tokens) if f.name.endswith("_bg")}
    tints["accent_bg"] = tokens.hover
    return replace(
        tokens,
        line=tokens.control,
        control=tokens.text_2,
        text_2=tokens.text,
        text_3=tokens.text_2,
        **tints,
    )


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` (WCAG 2.2, definition of relative luminance)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
