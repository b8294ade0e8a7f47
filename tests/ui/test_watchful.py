"""The watchful client sees what it is there to see."""

from __future__ import annotations

import pytest

from tests.watchful import complaints

WHOLE = '<!doctype html><html lang="en"><head><title>Here · Rochdale</title></head><body><h1>Here</h1>{}</body></html>'


def test_a_good_page_is_left_alone() -> None:
    assert complaints(WHOLE.format('<label for="a">Name</label><input id="a">'), is_whole=True) == []


@pytest.mark.parametrize(
    ("html", "said"),
    [
        pytest.param("{{ lot }}", "leaked", id="a variable of a template"),
        pytest.param("<c-button>Save</c-button>", "leaked", id="a component nobody drew"),
        pytest.param('<p style="color:red">x</p>', "<p style>", id="a style in an attribute"),
        pytest.param('<a href="#" onclick="go()">x</a>', "<a onclick>", id="a handler in an attribute"),
        pytest.param("<script>go()</script>", "a script written into the page", id="a script in the page"),
        pytest.param('<script src="https://cdn.example/x.js"></script>', "leads away", id="a script from elsewhere"),
        pytest.param('<input id="b">', "without a label", id="a field without a label"),
        pytest.param('<p id="c"></p><p id="c"></p>', "2 times", id="one id twice"),
        pytest.param('<p aria-describedby="d">x</p>', "#d, which is not there", id="a description that is not there"),
        pytest.param("<h1>Twice</h1>", "2 first headings", id="two first headings"),
        pytest.param("<button></button>", "an empty <button>", id="a button without words"),
    ],
)
def test_what_is_wrong_is_said(html: str, said: str) -> None:
    assert any(said in each for each in complaints(WHOLE.format(html), is_whole=True))


def test_a_page_that_is_too_heavy_is_said() -> None:
    heavy = "".join(f"<p>{number**7}</p>" for number in range(6000))
    assert any("14,336 is the most" in each for each in complaints(WHOLE.format(heavy), is_whole=True))
