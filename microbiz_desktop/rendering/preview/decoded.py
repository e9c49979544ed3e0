"""Pictures decoded and packed once for all previews, which takes long on a page with logos.

Reaches into the library's own parts, in the version that `pdf` names.
"""

from collections.abc import Callable

import pydyf
from weasyprint.images import RasterImage

_Pack = Callable[[bool, float], pydyf.Stream]

#: Entries kept, a few for each picture.
_KEPT = 400


class DecodedPictures(dict[str, object]):
    """The library's store of pictures by address; our addresses name the picture by its hash."""

    def begin(self) -> None:
        """Forget all when there are too many, before a document asks for the first."""
        if len(self) >= _KEPT:
            self.clear()

    def __setitem__(self, url: str, image: object) -> None:
        if image is None:
            # What is refused is asked for, and refused, each time.
            return
        if isinstance(image, RasterImage):
            image.get_x_object = _packed_once(image.get_x_object)
        super().__setitem__(url, image)


def _packed_once(pack: _Pack) -> _Pack:
    packed: dict[tuple[bool, float], pydyf.Stream] = {}

    def again(interpolate: bool, ratio: float) -> pydyf.Stream:
        key = interpolate, ratio
        if key not in packed:
            packed[key] = pack(interpolate, ratio)
        return _copied(packed[key])

    return again


def _copied(stream: pydyf.Stream) -> pydyf.Stream:
    """A stream for another file, which numbers it and its mask anew."""
    extra = pydyf.Dictionary(stream.extra)
    if "SMask" in extra:
        extra["SMask"] = _copied(extra["SMask"])
    return pydyf.Stream(list(stream.stream), extra, stream.compress)
