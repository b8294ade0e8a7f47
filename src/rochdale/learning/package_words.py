"""The sentences about packages that others made."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register
from rochdale.learning.rules.packages import PackageKind

KINDS: Mapping[str, Promise] = {PackageKind.HTML5: _("HTML5 app, as for Kolibri"), PackageKind.SCORM: _("SCORM 1.2 package")}
_SAFE = _("What others made is kept only where it can do no harm.")
_SCORM = _("SCORM 1.2 content packaging (ADL)")

register(
    {
        "learning.package-is-too-large": Words(
            _("The file is larger than %(most)s MB."), _("Divide it, or make its pictures smaller."), _SAFE
        ),
        "learning.package-is-no-zip": Words(_("The file is no ZIP, or it is damaged."), _("Make it again, and send it again.")),
        "learning.package-has-too-many-files": Words(_("There are more than %(most)s files in it."), _("Divide it."), _SAFE),
        "learning.package-grows-too-large": Words(_("Unpacked it would be larger than %(most)s MB."), _("Divide it."), _SAFE),
        "learning.package-leaves-its-folder": Words(_("%(file)s leads out of the package."), _("Pack the folder itself again."), _SAFE),
        "learning.package-has-a-link": Words(_("%(file)s is a link to another file."), _("Pack the file itself."), _SAFE),
        "learning.package-is-locked": Words(_("%(file)s is locked with a password."), _("Pack it without one.")),
        "learning.package-is-a-bomb": Words(
            _("%(file)s grows to more than %(times)s times its size when it is unpacked."), _("Take it out, and pack again."), _SAFE
        ),
        "learning.package-has-a-program": Words(_("%(file)s is a program."), _("Take it out, and pack again."), _SAFE),
        "learning.package-has-a-script-inside": Words(
            _("A script stands inside of %(file)s."), _("Put scripts into files of their own, or take them out."), _SAFE
        ),
        "learning.package-calls-out": Words(
            _("%(file)s calls %(host)s."), _("Without a line that will be missing. Put it into the package.")
        ),
        "learning.package-is-damaged": Words(_("%(file)s cannot be read."), _("Make the package again.")),
        "learning.package-is-a-folder-deeper": Words(
            _("Its first page lies inside a folder."), _("Pack what is in the folder, not the folder.")
        ),
        "learning.package-has-no-beginning": Words(
            _("It has neither index.html nor imsmanifest.xml."), _("Add one of the two at the top of the package.")
        ),
        "learning.manifest-is-broken": Words(
            _("The list of contents, %(file)s, cannot be read."), _("Export the course again."), source=_SCORM
        ),
        "learning.manifest-is-of-another-standard": Words(
            _("The package follows another standard: %(standard)s."), _("Export it as SCORM 1.2."), source=_SCORM
        ),
        "learning.manifest-has-no-item": Words(
            _("The list of contents names nothing to begin with."), _("Export the course again, with one lesson at least."), source=_SCORM
        ),
        "learning.manifest-leads-nowhere": Words(
            _("The list of contents begins with %(launch)s, which is not there."), _("Export the course again."), source=_SCORM
        ),
    }
)
