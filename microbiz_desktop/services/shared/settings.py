"""Facts about this data folder that are no setting of a window: own business in use, first run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from ...domain.errors import BadInput
from ...records.business import Business, Image
from ...records.setting import SettingRow

if TYPE_CHECKING:
    from ...storage.database import Database

_CURRENT = "own business in use"


@dataclass(frozen=True, slots=True)
class OwnInUse:
    """The own business the user works for just now; `id` is 0 while there is none."""

    id: int = 0
    name: str = ""
    logo: bytes | None = None


class Settings:
    """Named texts, and which own business is in use."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str, default: str = "") -> str:
        """The text kept under `key`."""
        with self._database.reading() as session:
            row = session.get(SettingRow, key)
            return default if row is None else row.value

    def set(self, key: str, value: str) -> None:
        """Keep a text under `key`."""
        with self._database.transaction() as session:
            session.merge(SettingRow(key=key, value=value))

    def current_business(self) -> int:
        """The own business in use: the chosen one while it is there, else the first; 0 for none."""
        chosen = self.get(_CURRENT)
        with self._database.reading() as session:
            own = select(Business.id).where(Business.own.is_(True), Business.archived_at.is_(None))
            ids = session.scalars(own.order_by(Business.id)).all()
        return next((i for i in ids if str(i) == chosen), ids[0] if ids else 0)

    def own_in_use(self) -> OwnInUse:
        """The same with its name and logo, for the navigation."""
        current = self.current_business()
        with self._database.reading() as session:
            wanted = select(Business.id, Business.trading_name, Business.legal_name, Image.png)
            logo = Image.sha256 == Business.logo
            found = session.execute(
                wanted.outerjoin(Image, logo).where(Business.id == current)
            ).one_or_none()
        if found is None:
            return OwnInUse()
        return OwnInUse(found.id, found.trading_name or found.legal_name, found.png)

    def use_business(self, business_id: int) -> None:
        """Work for this own business from now on. Raises BadInput for one that is not own."""
        with self._database.reading() as session:
            business = session.get(Business, business_id)
            if business is None or not business.own:
                raise BadInput("That is not one of your own businesses.", "Choose another one.")
        self.set(_CURRENT, str(business_id))

    def first_run(self) -> bool:
        """Whether nothing has been set up yet: there is no own business."""
        return self.current_business() == 0
