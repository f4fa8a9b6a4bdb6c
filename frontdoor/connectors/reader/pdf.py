"""Reads the words of the first pages of a PDF."""

from importlib import import_module
from io import BytesIO

import pypdf

from frontdoor.connectors.reader.letters import MOST

PAGES = 2
# pypdf imports them when it meets what needs them; by then no file can be opened here.
for _name in ("filters", "xmp", "_codecs._codecs", "_codecs.core_font_metrics"):
    import_module(f"pypdf.{_name}")
for _name in ("_text_extraction", "_configuration", "generic._image_xobject"):
    import_module(f"pypdf.{_name}")


def read(content: bytes) -> dict[str, object]:
    """Return how many pages a PDF has, and the words of the first of them."""
    found = pypdf.PdfReader(BytesIO(content))
    if found.is_encrypted and not found.decrypt(""):
        return {"why_not": "It is locked with a password."}
    count = len(found.pages)
    words: list[str] = []
    for page in list(found.pages[:PAGES]):
        words.append(page.extract_text())
        if sum(len(each) for each in words) > MOST:
            break
    said = "\n\n".join(words).strip()[:MOST]
    about = [("Pages", str(count))]
    if not said:
        about.append(("Words", "None: it may be scanned. Open it to see it."))
    return {"about": about, "text": said}
