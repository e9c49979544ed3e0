"""A project goes on with its agreement: offered, its team is found; executed, terms are agreed."""

from sqlalchemy.orm import Session

from ...domain.states import ProjectState
from ...records.agreement import Agreement
from ...records.project import Project


def bring_project_to(session: Session, agreement: Agreement, state: ProjectState) -> None:
    """Forward only: what the user says of a project is never taken back."""
    project = session.get(Project, agreement.project_id) if agreement.project_id else None
    if project is not None and project.archived_at is None:
        project.go_on_to(state)
