"""What the page maker may read: the vetted logos of this document, and nothing else."""

from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


class Refused(FatalURLFetchingError):  # type: ignore[misc] # WeasyPrint has no types
    """Something in a document asked for an address that is not ours."""


class RecordingFetcher(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Gives the images it was made with; writes down and refuses everything else."""

    def __init__(self, known: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self.known = known
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The picture at this address, or the end of the whole document."""
        del headers
        if url not in self.known:
            self.refused.append(url)
            raise Refused(url)
        return URLFetcherResponse(url, self.known[url], {"Content-Type": "image/png"})
