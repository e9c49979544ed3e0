"""A small circle of associates for the tests of the network: who they are, by a short name."""

from microbiz_desktop.domain.contacts.contacts import (
    BusinessData,
    Closeness,
    PersonData,
    SkillData,
    Stage,
)
from microbiz_desktop.services.wiring import Services
from tests.builders import fernhill


def own(services: Services) -> int:
    """The own business, in use."""
    return services.businesses.save(fernhill()).id


def associate(
    services: Services,
    name: str,
    closeness: Closeness = Closeness.UNSAID,
    *,
    skills: tuple[SkillData, ...] = (),
    introduced_by: int = 0,
    private: bool = False,
    stage: Stage = Stage.PROSPECT,
) -> int:
    """An associate with one person, "<name> Person"; gives its id."""
    saved = services.businesses.save(
        BusinessData(
            trading_name=name,
            closeness=closeness,
            skills=skills,
            introduced_by_id=introduced_by,
            private=private,
            stage=stage,
            people=(PersonData(f"{name} Person", given=name, contact=True),),
        )
    )
    return saved.id
