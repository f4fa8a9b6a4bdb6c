"""The looking over of every page finds what it is there to find."""

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import is_new, violations

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


@pytest.mark.parametrize(
    "other",
    [
        '<p class="faint">Words</p><label for="name">Name</label><input id="name">',
        '<p></p><label for="name">Name</label><input id="name">',
        '<p>Words</p><label for="other">Name</label><input id="name">',
        '<p>Words</p><label for="name"></label><input id="name">',
        '<p>Words</p><label for="name">Name</label><input id="name"><input id="name">',
        '<h3>Words</h3><label for="name">Name</label><input id="name">',
    ],
)
def test_a_page_is_looked_over_once_whatever_its_words_and_again_when_its_parts_are_others(
    other: str, browser: Browser
) -> None:
    page = browser.new_page()
    page.set_content(SOUND.format('<p>Words</p><label for="name">Name</label><input id="name">'))
    assert violations(page) == []

    page.set_content(
        SOUND.format('<p>More</p><p>Others</p><label for="age">Age</label><input id="age">')
    )
    assert not is_new(page)
    page.set_content(SOUND.format(other))
    assert is_new(page)
    page.close()
