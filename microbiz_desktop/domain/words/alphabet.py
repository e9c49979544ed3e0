"""Words that are made of certain letters only, as numbers of registers and checksums are.

A template says of a question which letters may stand in its answer; window, deal file and check
read it here, so that all three take and refuse the same.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The letters that may stand in an answer, and how many; no letters named means any."""

    letters: str
    least: int | None = None
    most: int | None = None

    def read(self, typed: str) -> str:
        """What was meant: blanks of a paste go, capitals become small where only small ones fit."""
        text = "".join(part for part in typed if not part.isspace() or part in self.letters)
        if self.letters.islower():
            return text.lower()
        return text.upper() if self.letters.isupper() else text

    def refused(self, text: str) -> str:
        """What the answer must be, for one that is not so; empty for one that is."""
        fits = set(text) <= set(self.letters) and (
            (self.least or 0) <= len(text) <= (len(text) if self.most is None else self.most)
        )
        return "" if fits else self.words()

    def words(self) -> str:
        """What an answer must be: "64 letters and figures, all of them from 0 to 9 or a to f"."""
        what = "letters and figures"
        if not any(letter.isdigit() for letter in self.letters):
            what = "letters"
        elif self.letters.isdigit():
            what = "figures"
        return f"{self._count()}{what}, all of them {' or '.join(self._runs())}"

    def _count(self) -> str:
        if self.least is not None and self.least == self.most:
            return f"{self.least} "
        if self.least is not None and self.most is not None:
            return f"{self.least} to {self.most} "
        if self.most is not None:
            return f"at most {self.most} "
        return f"at least {self.least} " if self.least is not None else ""

    def _runs(self) -> list[str]:
        """Letters that follow each other as a stretch: "from 0 to 9"."""
        runs: list[list[str]] = []
        for letter in sorted(set(self.letters)):
            if runs and ord(letter) == ord(runs[-1][-1]) + 1:
                runs[-1].append(letter)
            else:
                runs.append([letter])
        return [f"from {one[0]} to {one[-1]}" if len(one) > 1 else f"“{one[0]}”" for one in runs]
