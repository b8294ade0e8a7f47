"""Fourteen ways in, each by a person of the demo world (or of a village box) who has something less than the others.

No e-mail, no phone, no password any more, no device any more, no line that is encrypted, no script, no reading.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.world import DESK, PHONE, WAITS_MS, reader, run, village_box
from tests.database import migrated_copy

pytestmark = [pytest.mark.browser, pytest.mark.heavy]
PASSWORD = "four-words-of-cloth"
CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")
KEO, LINDIWE, MALAYTHONG, XAY, ONH = "Keo Sisavath", "+27820000751", "+8562055500121", "+8562055500131", "+8562055500141"
SOMPHONE, CHAIR, TREASURER = "Somphone Vong", "Khamla Souk", "Phet Inthavong"


@contextmanager
def device(browser: Browser, base: str, *, script: bool = True, width: int = PHONE) -> Iterator[Page]:
    """A phone of one's own, in English, on which nobody is signed in."""
    with reader(browser, base, width=width, script=script) as page:
        yield page


def code_in(text: str) -> str:
    found = CODE.search(text)
    assert found, text
    return found[0]


def app_code(secret: str) -> str:
    """What an app for codes shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def go(page: Page, base: str, path: str) -> None:
    """Open a page, in English whatever the person's profile says."""
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": base}])
    page.goto(base + path)


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def sign_in(page: Page, base: str, name: str, password: str = PASSWORD) -> None:
    go(page, base, "/sign-in/")
    page.get_by_label("Your e-mail, phone number or name").fill(name)
    page.get_by_label("Your password").fill(password)
    press(page, "Sign in")


def is_in(page: Page, base: str, name: str) -> bool:
    go(page, base, "/me/")
    return page.locator("h1").inner_text() == name


def by_slip(page: Page, base: str, code: str, password: str = PASSWORD) -> None:
    go(page, base, "/in-again/")
    page.get_by_label("The code on your slip").fill(code)
    page.get_by_label("Choose a password").fill(password)
    press(page, "Get in")


def let_in(folder: Path, contact: str) -> str:
    """Whoever runs the installation prints a slip."""
    return code_in(run(folder, "people", "let-in", contact))


def with_password(browser: Browser, base: str, folder: Path, contact: str) -> None:
    """The person has chosen a password some time ago."""
    with device(browser, base) as page:
        by_slip(page, base, let_in(folder, contact))


def asked_in(browser: Browser, base: str, name: str, office: str, *, by: str = KEO) -> str:
    """An officer asks somebody in; the code stands on the slip."""
    with reader(browser, base, width=PHONE, persona=by) as page:
        go(page, base, "/me/")
        page.get_by_role("link", name="Who holds which office").click()
        page.get_by_role("link", name="Ask somebody in with a slip").click()
        page.get_by_label("What is the person's name?").fill(name)
        page.get_by_label(office, exact=True).check(force=True)
        press(page, "Make the slip")
        return code_in(page.inner_text("main"))


def come_in(page: Page, base: str, code: str, **answers: str) -> None:
    go(page, base, "/invited/")
    page.get_by_label("The code on your slip").fill(code.lower().replace("-", " "))
    press(page, "Go on")
    for label, answer in answers.items():
        page.get_by_label({"phone": "Your phone number", "email": "Your e-mail"}[label]).fill(answer)
    page.get_by_label("Choose a password").fill(PASSWORD)
    press(page, "Come in")


def test_1_a_buyer_with_a_phone_number_and_a_password(browser: Browser, base: str, folder: Path) -> None:
    with_password(browser, base, folder, LINDIWE)
    with device(browser, base) as page:
        sign_in(page, base, "0027 82 000 0751")
        assert is_in(page, base, "Lindiwe Dube")


def test_2_without_script_with_an_email(browser: Browser, base: str) -> None:
    code = asked_in(browser, base, "Saeng Bounma", "member")
    with device(browser, base, script=False) as page:
        come_in(page, base, code, email="Saeng@Example.org")
    with device(browser, base, script=False) as page:
        sign_in(page, base, "saeng@example.org")
        assert is_in(page, base, "Saeng Bounma")


def test_3_a_member_with_neither_email_nor_phone_by_a_printed_slip(browser: Browser, base: str) -> None:
    code = asked_in(browser, base, "Mali Vongsa", "member")
    with device(browser, base) as page:
        come_in(page, base, code)
        name = page.locator(".slip").inner_text().strip()
    with device(browser, base) as page:
        sign_in(page, base, name)
        assert is_in(page, base, "Mali Vongsa")


def test_4_somebody_with_an_account_takes_an_office_by_link(browser: Browser, base: str, folder: Path) -> None:
    with_password(browser, base, folder, MALAYTHONG)
    code = asked_in(browser, base, "Malaythong Sy", "facilitator")
    with device(browser, base) as page:
        go(page, base, f"/invited/{code}/")
        page.get_by_role("link", name="I have an account already").click()
        page.get_by_label("Your e-mail, phone number or name").fill(MALAYTHONG)
        page.get_by_label("Your password").fill(PASSWORD)
        press(page, "Sign in")
        go(page, base, f"/invited/{code}/")
        press(page, "Say yes")
        assert "Dongmai Coffee Cooperative" in page.inner_text("main")
        assert is_in(page, base, "Malaythong Sy")


def test_5_forgotten_password_with_an_email(browser: Browser, base: str, folder: Path) -> None:
    code = asked_in(browser, base, "Phon Keomany", "member")
    with device(browser, base) as page:
        come_in(page, base, code, email="phon@example.org")
    with device(browser, base) as page:
        go(page, base, "/sign-in/")
        page.get_by_role("link", name="I forgot my password").click()
        page.get_by_label("Your e-mail").fill("phon@example.org")
        page.locator("main form button").first.click()
        letters = [file.read_text() for file in (folder / "mail").iterdir() if "/account/password/new/" in file.read_text()]
        link = re.search(r"/account/password/new/\S+", letters[-1])
        assert link
        go(page, base, link[0])
        page.get_by_label("Choose a new password").fill("another-cloth-of-words")
        page.get_by_label("The new password once more").fill("another-cloth-of-words")
        page.locator("main form button").first.click()
        sign_in(page, base, "phon@example.org", "another-cloth-of-words")
        assert is_in(page, base, "Phon Keomany")


def test_6_forgotten_password_without_email_by_an_officers_slip(browser: Browser, base: str, folder: Path) -> None:
    with device(browser, base) as page:
        come_in(page, base, asked_in(browser, base, "Vone Sisouk", "member"))
        name = page.locator(".slip").inner_text().strip()
    with reader(browser, base, persona=KEO) as page:
        code = printed_slip(page, base, "Vone Sisouk")
    with device(browser, base) as page:
        by_slip(page, base, code, "another-cloth-of-words")
    with device(browser, base) as page:
        sign_in(page, base, name, "another-cloth-of-words")
        assert is_in(page, base, "Vone Sisouk")


def slips(page: Page, base: str) -> None:
    go(page, base, "/me/")
    page.get_by_role("link", name="Who holds which office").click()
    page.get_by_role("link", name="Let somebody in again").click()


def printed_slip(page: Page, base: str, name: str) -> str:
    """The officer stands up for the person and prints; the code is read off the paper."""
    slips(page, base)
    if not page.locator("section", has_text=name).get_by_role("button", name=f"Print the slip for {name}").count():
        page.get_by_label("The person before me").select_option(label=name)
        press(page, "I know who it is")
    action = page.locator("form", has=page.get_by_role("button", name=f"Print the slip for {name}")).get_attribute("action")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    paper = page.context.request.post(base + str(action), form={"csrfmiddlewaretoken": token}, headers={"Referer": base})
    assert paper.headers["content-type"] == "application/pdf"
    return code_on_paper(paper.body())


def code_on_paper(paper: bytes) -> str:
    """Read the code off the paper, as a person does."""
    program = shutil.which("pdftotext")
    if not program:
        pytest.skip("pdftotext (package poppler-utils) is not installed")
    return code_in(subprocess.run([program, "-", "-"], input=paper, capture_output=True, check=True).stdout.decode())


def test_7_a_treasurer_who_lost_everything_by_two_officers_together(browser: Browser, base: str, folder: Path) -> None:
    chair = by_officer(browser, base, CHAIR)
    with reader(browser, base, persona=SOMPHONE) as page:
        slips(page, base)
        page.get_by_label("The person before me").select_option(label=TREASURER)
        press(page, "I know who it is")
        assert "waits for a second officer" in page.inner_text("main")
    with device(browser, base) as page:
        sign_in(page, base, chair)
        slips(page, base)
        press(page, f"I know that it is {TREASURER}")
    with reader(browser, base, persona=SOMPHONE) as page:
        code = printed_slip(page, base, TREASURER)
    with device(browser, base) as page:
        by_slip(page, base, code)
        go(page, base, "/me/")
        assert "Your office needs a second way." in page.inner_text("main")
        set_up_card(page, base)
        assert is_in(page, base, TREASURER)
        assert "Your office needs a second way." not in page.inner_text("main")


def by_officer(browser: Browser, base: str, name: str) -> str:
    """An officer with neither e-mail nor phone gets in by a slip; returns the name to sign in with."""
    with reader(browser, base, persona=SOMPHONE) as page:
        code = printed_slip(page, base, name)
    with device(browser, base) as page:
        by_slip(page, base, code)
        return page.locator(".slip").inner_text().strip()


def set_up_card(page: Page, base: str) -> list[str]:
    """A card of printed codes; the first is shown at once."""
    go(page, base, "/account/second/card/")
    press(page, "Make my card")
    page.locator(".codes li").first.wait_for()
    codes = page.locator(".codes li").all_inner_texts()
    go(page, base, "/account/second/again/")
    page.get_by_label("Your code").fill(codes[0])
    press(page, "Go on")
    return codes[1:]


def test_8_a_card_of_printed_codes_instead_of_a_phone(browser: Browser, base: str, folder: Path) -> None:
    with device(browser, base) as page:
        by_slip(page, base, let_in(folder, XAY))
        codes = set_up_card(page, base)
    with device(browser, base) as page:
        sign_in(page, base, XAY)
        assert page.locator("h1").inner_text() == "Now your second way"
        page.get_by_label("Your code").fill(codes[0])
        press(page, "Sign in")
        assert is_in(page, base, "Xay Phommavong")


def set_up_app(page: Page, base: str) -> str:
    go(page, base, "/account/second/app/")
    secret = page.locator(".slip .wrap").inner_text().strip()
    page.get_by_label("Your code").fill(app_code(secret))
    press(page, "Keep the app")
    return secret


def test_9_an_app_that_shows_codes(browser: Browser, base: str, folder: Path) -> None:
    with device(browser, base) as page:
        by_slip(page, base, let_in(folder, ONH))
        secret = set_up_app(page, base)
    with device(browser, base) as page:
        sign_in(page, base, ONH)
        page.get_by_label("Your code").fill(app_code(secret))
        press(page, "Sign in")
        assert is_in(page, base, "Onh Khounsy")


def test_10_a_passkey_alone(browser: Browser, base: str) -> None:
    code = asked_in(browser, base, "Khone Lattana", "clerk")
    with device(browser, base) as page:
        have_authenticator(page.context, page)
        come_in(page, base, code)
        go(page, base, "/account/passkeys/new/")
        page.get_by_label("What do you call it?").fill("My thumb")
        page.get_by_role("button", name="Go on", exact=True).click()
        page.wait_for_url(lambda url: "/passkeys/new/" not in url)
        go(page, base, "/account/second/")
        assert "My thumb" in page.inner_text("main")
        go(page, base, "/sign-out/")
        press(page, "Sign out")
        go(page, base, "/sign-in/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url(base + "/")
        assert is_in(page, base, "Khone Lattana")
        go(page, base, "/account/second/")
        assert "You have shown both ways this time." in page.inner_text("main")


def have_authenticator(context: BrowserContext, page: Page) -> None:
    """A thumb reader, as Chromium imitates one."""
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})


def enrol(page: Page, base: str, name: str) -> None:
    """The manager makes this very device one of the cooperative's."""
    go(page, base, "/demo/")
    with page.expect_navigation():
        page.locator("section", has_text=KEO).locator("form button").first.click()
    go(page, base, "/me/")
    page.get_by_role("link", name="Who holds which office").click()
    address = re.search(r"/organizations/([0-9a-f-]+)/", page.url)
    assert address
    go(page, base, f"/organizations/{address[1]}/devices/enrol/")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=kind]").first.check(force=True)
    press(page, "Enrol this device")


def choose_pin(page: Page, base: str, pin: str) -> None:
    go(page, base, "/me/pin/")
    for field in page.locator("main input[inputmode=numeric]").all():
        field.fill(pin)
    press(page, "Keep this PIN")


def tap(page: Page, pin: str) -> None:
    """Only pictures and figures are used: no word is read."""
    for figure in pin:
        page.locator(f".keys button[value='{figure}']").click()
    page.locator(".keys button[type=submit]").click()


def test_11_by_pin_on_the_cooperatives_phone_without_reading(browser: Browser, base: str) -> None:
    code = asked_in(browser, base, "Bounthong Sy", "clerk")
    with device(browser, base) as page:
        enrol(page, base, "Phone of the collection point")
        go(page, base, "/sign-out/")
        press(page, "Sign out")
        come_in(page, base, code)
        choose_pin(page, base, "7294")
        go(page, base, "/sign-out/")
        press(page, "Sign out")
        go(page, base, "/here/")
        page.locator("a[data-person]", has_text="Bounthong Sy").click()
        tap(page, "7294")
        page.wait_for_url(lambda url: "/here/" not in url)
        assert is_in(page, base, "Bounthong Sy")


def test_12_a_lost_phone_opens_nothing_and_its_clerk_gets_in_elsewhere(browser: Browser, base: str) -> None:
    code = asked_in(browser, base, "Lam Phan", "clerk")
    with device(browser, base) as lost, device(browser, base) as other:
        enrol(lost, base, "Phone that is lost")
        go(lost, base, "/sign-out/")
        press(lost, "Sign out")
        come_in(lost, base, code)
        choose_pin(lost, base, "6183")
        name = lost_name(lost, base)
        with reader(browser, base, persona=KEO) as page:
            strike_off(page, base, "Phone that is lost")
        go(lost, base, "/here/")
        assert lost.locator("a[data-person]").count() == 0
        sign_in(other, base, name)
        assert is_in(other, base, "Lam Phan")


def lost_name(page: Page, base: str) -> str:
    go(page, base, "/me/name-to-sign-in/")
    return page.locator(".slip").inner_text().strip()


def strike_off(page: Page, base: str, name: str) -> None:
    go(page, base, "/me/")
    page.get_by_role("link", name="Who holds which office").click()
    address = re.search(r"/organizations/([0-9a-f-]+)/", page.url)
    assert address
    go(page, base, f"/organizations/{address[1]}/devices/")
    page.get_by_role("link", name=f"Strike off {name}").click()
    page.locator("input[name=because]").first.check(force=True)
    with page.expect_navigation():
        page.locator("main form button").first.click()


def test_13_a_village_box_without_an_encrypted_line(browser: Browser, tmp_path: Path) -> None:
    migrated_copy(tmp_path / "rochdale.sqlite3")
    with village_box(tmp_path) as base:
        box = {"mode": "village-box"}
        organization = run(tmp_path, "people", "organization", "cooperative", "Ban Nong Growers", "--country", "la", **box).strip()
        code = code_in(run(tmp_path, "people", "invite", organization, "Sida Keola", "treasurer", "manager", **box))
        with device(browser, base) as page:
            come_in(page, base, code)
            name = lost_name(page, base)
            go(page, base, "/account/second/")
            assert "passkey" not in page.inner_text("main").lower()
            secret = set_up_app(page, base)
        with device(browser, base) as page:
            sign_in(page, base, name)
            assert page.get_by_role("button", name="Sign in with a passkey").count() == 0
            page.get_by_label("Your code").fill(app_code(secret))
            press(page, "Sign in")
            assert is_in(page, base, "Sida Keola")


def test_14_a_visitor_of_the_demo_by_one_tap(browser: Browser, base: str) -> None:
    with reader(browser, base, width=DESK, persona="Sofia Rasmussen") as page:
        page.set_default_timeout(WAITS_MS)
        go(page, base, "/market/markets/new/")
        assert page.get_by_role("button", name="Call the market").count() == 1
