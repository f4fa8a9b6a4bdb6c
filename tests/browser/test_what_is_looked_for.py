"""The looking over of every page finds what it is there to find."""

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import violations

pytestmark = pytest.mark.browser

SOUND = '<html lang="en"><title>A page</title><main><h1>A page</h1>{}</main>'


def test_a_picture_without_words_and_faint_letters_are_found_and_a_sound_page_is_not(
    browser: Browser,
) -> None:
    page = browser.new_page()

    page.set_content(SOUND.format('<img src="data:,"><p style="color:#ccc">Faint</p>'))
    told = " ".join(violations(page))
    assert "image-alt" in told
    assert "color-contrast" in told
    assert "Faint" in told

    page.set_content(SOUND.format('<p style="color:#000">Dark</p>'))
    assert violations(page) == []
    page.close()
