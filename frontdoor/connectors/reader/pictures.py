"""Draws a photograph again, smaller, and without what the camera wrote beside it."""

from base64 import b64encode
from importlib import import_module
from io import BytesIO

from PIL import Image, ImageOps

# Ours: more than a telephone takes, and less than fills the memory of the child.
MOST_POINTS = 60_000_000
LARGEST = (640, 640)
QUALITY = 75
# Pillow imports them when it meets one; by then no file can be opened here.
for _name in ("Mpo", "Png", "Tiff"):
    import_module(f"PIL.{_name}ImagePlugin")
for _name in ("ImageChops", "ImageColor", "ImageFile", "ImageFilter", "ImagePalette"):
    import_module(f"PIL.{_name}")
Image.preinit()


def read(content: bytes) -> dict[str, object]:
    """Return the size of a picture, and a small one without EXIF: no place, no camera, no time."""
    Image.MAX_IMAGE_PIXELS = MOST_POINTS
    with Image.open(BytesIO(content), formats=["JPEG", "PNG"]) as found:
        width, height = found.size
        about = [("Size", f"{width} by {height} pixels")]
        if width * height > MOST_POINTS:
            return {"about": about, "why_not": "It is too large to be shown here."}
        found.draft("RGB", LARGEST)
        found.thumbnail(LARGEST)
        small = _flat(ImageOps.exif_transpose(found))
    made = BytesIO()
    small.save(made, "JPEG", quality=QUALITY)
    return {"about": about, "picture": b64encode(made.getvalue()).decode("ascii")}


def _flat(found: Image.Image) -> Image.Image:
    """Return a picture as nothing but its points, on white."""
    flat = Image.new("RGB", found.size, "white")
    points = found.convert("RGBA")
    flat.paste(points, mask=points.getchannel("A"))
    return flat
