"""What each refusal of the plumbing says: what cannot be and why, and the way on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

OPERATIONS = {
    "base.same-id-other-content": Words(
        _("This was already done on %(on)s with other content."), _("Open it and check. Start again if you meant something new.")
    ),
}

_TWO_PERSONS = _("Some acts need two persons: one prepares, another one looks at it and decides.")

TWO_PERSONS = {
    "base.maker-cannot-check": Words(
        _("You prepared this yourself, or in the name of the one who did."),
        _("Ask another officer to look at it and decide."),
        _TWO_PERSONS,
    ),
    "base.proposal-is-decided": Words(
        _("This has been decided or is too old."), _("Look at how it ended, or prepare it anew."), _TWO_PERSONS
    ),
    "base.proposal-is-another": Words(
        _("What you saw is not what would be done."), _("Open it again, read it, then decide."), _TWO_PERSONS
    ),
    "base.proposal-needs-a-reason": Words(_("Say why you refuse it."), _("One sentence is enough. Whoever prepared it reads it.")),
    "base.only-the-maker-withdraws": Words(_("Only the one who prepared it can take it back."), _("Refuse it instead, and say why.")),
}

FILES = {
    "base.photo-too-large": Words(says=_("The picture is too large."), remedy=_("Send one of at most %(most_mb)s MB.")),
    "base.photo-is-none": Words(says=_("This is no picture that can be opened."), remedy=_("Send a JPEG, PNG or WebP.")),
    "base.file-is-empty": Words(_("The file %(name)s is empty."), _("Save it again and check that it holds something.")),
    "base.file-too-large": Words(_("The file %(name)s is larger than %(most_mb)s MB."), _("Split it, or save its pictures smaller.")),
    "base.file-name-too-long": Words(_("The file's name has more than %(most)s letters."), _("Give the file a shorter name.")),
    "base.file-name-hidden-signs": Words(_("The file's name holds signs that cannot be seen."), _("Give the file a plain name.")),
    "base.file-name-is-a-path": Words(_("“%(name)s” is no name of a file."), _("Use a name without / and without a dot in front.")),
    "base.file-kind-unknown": Words(_("Files such as %(name)s are not kept here."), _("Use one of these: %(endings)s.")),
    "base.file-is-another-kind": Words(
        _("The file %(name)s ends in %(ending)s, but holds something else."), _("Open it in its own program and save it as %(ending)s.")
    ),
}

JOBS = {
    "base.job-broke": Words(
        _("This broke off for a reason we did not foresee."), _("Try again. If it happens again, send us this number: %(reference)s.")
    ),
    "base.job-waited-too-long": Words(_("This was tried %(times)s times without success."), _("Try again later.")),
    "base.job-was-interrupted": Words(
        _("This was interrupted %(times)s times and was stopped."), _("What it had kept is kept. Try again, or start with less.")
    ),
    "base.mail-address-refused": Words(_("The mail server does not know %(address)s."), _("Check the address and write again.")),
}

_SAVE_AS = _("Open it in a spreadsheet and save it as .xlsx or as CSV UTF-8.")

TABLES = {
    "base.table-is-empty": Words(_("There is nothing in this file."), _("Save it again and check that its first sheet holds the rows.")),
    "base.table-too-large": Words(_("The file is larger than %(most_mb)s MB."), _("Split it into several files.")),
    "base.table-unpacks-too-large": Words(
        _("The file would unpack to more than %(most_mb)s MB."), _("Copy the rows alone into a new workbook and save that.")
    ),
    "base.table-too-long": Words(_("The table has more than %(most)s rows."), _("Split it into several files.")),
    "base.table-too-wide": Words(_("Row %(row)s reaches beyond %(most)s columns."), _("Delete what stands far to the right.")),
    "base.table-cell-too-long": Words(
        _("Cell %(cell)s holds more than %(most)s letters."), _("Check that a quotation mark is not missing.")
    ),
    "base.table-is-old-excel": Words(_("This is a workbook of an old Excel (.xls)."), _("Open it and save it as .xlsx.")),
    "base.table-is-locked": Words(_("The workbook is locked with a password."), _("Open it and save it without a password.")),
    "base.table-is-a-pdf": Words(_("This is a PDF, not a table."), _("Bring the spreadsheet that it was printed from.")),
    "base.table-is-a-picture": Words(_("This is a picture, not a table."), _("Type the rows into a spreadsheet and save it as .xlsx.")),
    "base.table-is-a-web-page": Words(_("This is a web page, not a table."), _SAVE_AS),
    "base.table-is-a-package": Words(_("This is a packed folder or another kind of document."), _SAVE_AS),
    "base.table-is-no-text": Words(_("This is neither a workbook nor a text of rows."), _SAVE_AS),
    "base.table-is-damaged": Words(_("The workbook is damaged and cannot be opened."), _("Open it in a spreadsheet and save it anew.")),
    "base.table-broken-quotes": Words(
        _("From line %(line)s on, the quotation marks do not match."), _('Look for a single " there and write it twice, or take it away.')
    ),
    "base.table-mixes-encodings": Words(
        _("Line %(line)s is written in another encoding than the rest."), _("Save the whole file again as CSV UTF-8.")
    ),
    "base.table-unknown-encoding": Words(_("Line %(line)s holds letters we cannot read."), _("Save the file again as CSV UTF-8.")),
    "base.table-is-not-utf8": Words(
        _("The file is in an old Windows encoding."), _("Look at the accents, first in line %(line)s. Save as CSV UTF-8 if they are wrong.")
    ),
    "base.table-has-more-sheets": Words(_("Only the sheet “%(sheet)s” was read."), _("Bring the other sheets as files of their own.")),
}

IMPORTS = {
    "base.import-wrong-ending": Words(_("The file %(name)s is not of the right kind."), _("Bring one that ends in %(endings)s.")),
    "base.import-has-begun": Words(_("The rows of this file are being kept already."), _("Look at how far that is.")),
    "base.import-choose-how": Words(_("It is not said what to do with the rows."), _("Choose: keep the sound rows, or all or none.")),
    "base.import-nothing-to-keep": Words(_("No row of this file can be kept."), _("Correct the rows in the file and bring it again.")),
    "base.import-has-faults": Words(
        _("All or none was chosen, and %(rows)s rows have faults."), _("Correct them in the file and bring it again, or keep the rest.")
    ),
    "base.import-row-refused": Words(
        _("Row %(row)s was refused, so nothing of the file was kept."), _("Correct it in the file and bring it again.")
    ),
}

RATES = {
    "base.rate-unknown-currency": Words(_("%(currency)s is no currency we know."), _("Use its three letters, such as LAK.")),
    "base.rate-is-fixed-by-law": Words(_("One euro is %(rate)s %(currency)s by law."), _("No rate needs to be entered.")),
    "base.rate-not-above-zero": Words(_("A rate is above 0."), _("Write how many %(currency)s one euro buys.")),
    "base.rate-day-out-of-range": Words(_("A rate is of a day from %(first)s to %(last)s."), _("Choose the day on which it held.")),
    "base.rate-without-source": Words(
        _("It is not said where this rate comes from."), _("Name the bank or page, so that others can check.")
    ),
}

BACKUP = {
    "base.backup-no-folder": Words(_("There is no folder %(folder)s."), _("Make it first, or name another.")),
    "base.backup-document-missing": Words(
        _("A document that the database names is not on the disk: %(sha256)s."), _("Look for it in an older backup. Nothing was written.")
    ),
    "base.backup-program-missing": Words(
        _("The program %(program)s is not installed."), _("Install the client programs of PostgreSQL, of the server's version.")
    ),
    "base.backup-program-failed": Words(
        _("%(program)s could not do it: %(says)s"), _("Nothing was changed. Put that right and try again.")
    ),
    "base.restore-no-file": Words(_("There is no file %(file)s."), _("Check its name.")),
    "base.restore-no-backup": Words(_("This file is no backup of Rochdale."), _("Use a file written by “rochdale backup”.")),
    "base.restore-damaged": Words(
        _("The backup is damaged: %(part)s is not what was saved."), _("Nothing was changed. Use another backup.")
    ),
    "base.restore-other-database": Words(
        _("The backup is of %(theirs)s, this installation uses %(ours)s."),
        _("Set DATABASE_URL to a %(theirs)s database and restore there."),
    ),
    "base.restore-while-running": Words(_("Rochdale is running on this machine."), _("Stop it, then restore.")),
    "base.restore-over-content": Words(
        _("There is content here already."), _("Back it up first. Then restore with --force, which replaces all of it.")
    ),
}

ENDPOINTS = {
    "base.not-signed-in": Words(_("You are not signed in."), _("Sign in first, then send it again.")),
    "base.token-missing": Words(_("The token against forged requests is missing or old."), _("Send the token of /api/me as X-CSRFToken.")),
    "base.nothing-here": Words(_("There is nothing here."), _("Check the address, or whether you may see it.")),
    "base.body-too-large": Words(_("What you sent is larger than %(most_kb)s kB."), _("Send it in parts.")),
    "base.body-not-json": Words(_("This is no JSON, first in line %(line)s, column %(column)s."), _("Send JSON in UTF-8.")),
    "base.body-too-deep": Words(_("The field %(field)s is nested deeper than %(most)s levels."), _("Send it flatter.")),
    "base.two-ids": Words(_("The field id and %(header)s hold two different ids."), _("Send one of them.")),
    "base.field-wrong": Words(_("The field %(field)s cannot be read."), _("Look at its form in /api/docs.")),
    "base.field-missing": Words(_("The field %(field)s is missing."), _("Send it too.")),
    "base.field-unknown": Words(_("There is no field %(field)s here."), _("Check its spelling, or leave it out.")),
    "base.field-twice": Words(_("The field %(field)s stands there twice."), _("Leave one of them out.")),
    "base.field-not-text": Words(_("The field %(field)s must be text."), _("Put it in quotation marks.")),
    "base.field-not-a-whole-number": Words(
        _("The field %(field)s must be a whole number."), _("Send it without a point and without quotation marks.")
    ),
    "base.field-not-an-amount": Words(_("The field %(field)s must be a figure written as text."), _("Write it like this: “4.40”.")),
    "base.field-not-true-or-false": Words(_("The field %(field)s must be true or false."), _("Send one of the two.")),
    "base.field-not-a-list": Words(_("The field %(field)s must be a list."), _("Put it in square brackets.")),
    "base.field-not-an-object": Words(_("The field %(field)s must be an object."), _("Put it in curly brackets.")),
    "base.field-not-a-day": Words(_("The field %(field)s must be a day that exists."), _("Write it like this: 2026-01-31.")),
    "base.field-not-an-id": Words(_("The field %(field)s must be a UUID."), _("Make a new one, and keep it for a second try.")),
    "base.field-not-one-of": Words(_("The field %(field)s holds a word we do not know."), _("Use one of these: %(known)s.")),
    "base.field-too-long": Words(_("The field %(field)s has more than %(most)s letters."), _("Write it shorter.")),
    "base.list-too-long": Words(_("The field %(field)s has more than %(most)s entries."), _("Send fewer.")),
    "base.field-hidden-signs": Words(_("The field %(field)s holds signs that cannot be seen."), _("Write it as plain text.")),
    "base.field-too-small": Words(_("The field %(field)s is below %(least)s."), _("Check the figure.")),
    "base.field-too-large": Words(_("The field %(field)s is above %(most)s."), _("Check the figure.")),
}

for words in (OPERATIONS, TWO_PERSONS, ENDPOINTS, FILES, JOBS, TABLES, IMPORTS, RATES, BACKUP):
    register(words)
