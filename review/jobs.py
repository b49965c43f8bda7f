"""Background work: durable workflows of dbos that read what was handed in.

A file is committed first, then its reading is enqueued under an id made from
the document's, so that enqueuing twice is enqueuing once; at start every
document that still waits is enqueued. Arguments and results hold ids and codes
only, never document text. Reading is idempotent: a step that ran before its
process died runs again and changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from dbos import DBOS, SetWorkflowID

from review.service.documents import read_document, unread

if TYPE_CHECKING:
    from review.service.office import Office

QUEUE: Final = "documents"
VERSION: Final = "1"
"""Of the workflows: work that an older release left behind is taken up while this stays."""


class Jobs(Protocol):
    """Takes work in."""

    def read(self, document_id: str) -> None:
        """See to it that the document is read, soon and once."""
        ...


class AtOnce:
    """Does the work before it returns; for tests and for offices without a worker."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def read(self, document_id: str) -> None:
        """Read the document now."""
        read_document(self._office, document_id)


class Durable:
    """Hands the work to dbos' queue, where it survives a kill."""

    def __init__(self, office: Office, workers: int = 2) -> None:
        global _office  # noqa: PLW0603 - workflows are functions of a module and found by name
        _office = office
        address = office.settings.jobs_url
        DBOS(
            config={
                "name": "mishen",
                "system_database_url": address,
                "application_version": VERSION,
                "log_level": "WARNING",
                "enable_otlp": False,
            }
        )
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=workers)
        for document in unread(office):
            self.read(document.id)

    def read(self, document_id: str) -> None:
        """Enqueue the reading of the document."""
        with SetWorkflowID(f"read:{document_id}"):
            DBOS.enqueue_workflow(QUEUE, reading, document_id)

    def close(self) -> None:
        """Let the work in hand end and stop."""
        DBOS.destroy()


_office: Office | None = None


@DBOS.workflow()  # type: ignore[untyped-decorator]  # dbos is untyped
def reading(document_id: str) -> str:
    """Read one document; return its state's code."""
    state: str = _read(document_id)
    return state


@DBOS.step()  # type: ignore[untyped-decorator]  # dbos is untyped
def _read(document_id: str) -> str:
    if _office is None:
        raise RuntimeError("jobs are not open")
    return read_document(_office, document_id).state.value
