"""What the program says of a filing judged by a rule pack. Codes of forms, papers and items are named in the reader's language before."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_VERDICTS = _("A fact read in the law refuses. Any other warns. Where there is none, the registrar is asked.")
_LEGAL = _("The law of the day on which the act was done counts.")
_RULES = _("Rule packs, docs/rules/rule-packs.md")
_ASK = _("Decide it, and write down why.")
_ARTICLE = "%(article)s"

register(
    {
        "registry.law-is-silent": Words(_("Nobody has read what the law says here (%(path)s)."), _ASK, _VERDICTS, _RULES),
        "registry.no-law-is-known": Words(
            _("We know no law for the form %(form)s in %(country)s on %(on)s."), _("Choose another form, or ask which law applies.")
        ),
        "registry.several-laws-apply": Words(_("On %(on)s more than one law applies: %(laws)s."), _("Choose the one that counts.")),
        "registry.law-came-in-force-in-doubt": Words(
            _("It is not settled that %(law)s was in force on %(on)s: sources say %(claims)s."),
            _("Choose the law that counts, and write down why."),
        ),
        "registry.form-moved-to-other-law": Words(
            _("Since %(since)s the form %(form)s follows another law, %(law)s."), _("Choose a form of that law."), _LEGAL
        ),
        "registry.sources-contradict": Words(
            _("Sources contradict each other about %(form)s: %(claims)s."), _("Decide for this office whether the form is open.")
        ),
        "registry.form-is-closed-here": Words(
            _("This office holds the form %(form)s closed. Sources contradict each other: %(claims)s."),
            _("Choose another form, or have the decision changed."),
        ),
        "registry.procedure-stood-still": Words(
            _("From %(from)s to %(last)s this stood still: %(text)s"), _("Check that the filing is right for that time.")
        ),
        "registry.form-unknown-to-law": Words(_("The law that applies does not know the form %(form)s."), _("Choose one of its forms.")),
        "registry.too-few-members": Words(
            _("%(members)s founders are too few: %(form)s needs at least %(least)s."), _("Find more founders."), _VERDICTS, _ARTICLE
        ),
        "registry.least-members-unknown": Words(
            _("Nobody has read how many founders %(form)s needs. There are %(members)s."), _ASK, _VERDICTS, _RULES
        ),
        "registry.legal-persons-cannot-found": Words(_("Only people can found %(form)s."), _("Leave organizations out."), source=_ARTICLE),
        "registry.minors-cannot-found": Words(
            _("Founders of %(form)s are adults, or emancipated."),
            _("Leave minors out, or show that they are emancipated."),
            source=_ARTICLE,
        ),
        "registry.statutes-bar-people": Words(
            _("The statutes shut people out for what they are or believe."), _("Take that clause out."), source=_ARTICLE
        ),
        "registry.form-cannot-join": Words(
            _("%(member)s is %(form)s and cannot found this union: only %(allowed)s can."), _("Choose another member."), source=_ARTICLE
        ),
        "registry.too-few-delegates": Words(
            _("%(member)s sends %(delegates)s delegates: each founder sends at least %(least)s."),
            _("Have more delegates elected."),
            source=_ARTICLE,
        ),
        "registry.objects-differ": Words(
            _("The founders of the union do not have the same object."),
            _("Found it with cooperatives of the same object."),
            source=_ARTICLE,
        ),
        "registry.name-lacks-words-of-form": Words(
            _("The name “%(name)s” does not say what it is."), _("Add one of: %(words)s."), source=_ARTICLE
        ),
        "registry.capital-not-subscribed": Words(
            _("Only %(subscribed)s of %(capital)s are subscribed."), _("Have all shares subscribed before the assembly."), source=_ARTICLE
        ),
        "registry.capital-not-paid": Words(
            _("%(paid)s are paid. At least %(least)s must be: %(percent)s %% of %(subscribed)s."),
            _("Collect the rest, and file the proof."),
            source=_ARTICLE,
        ),
        "registry.body-too-small": Words(_("%(body)s has %(seats)s seats filled and needs %(least)s."), _("Elect more."), source=_ARTICLE),
        "registry.body-too-large": Words(_("%(body)s has %(seats)s members and may have %(most)s."), _("Elect fewer."), source=_ARTICLE),
        "registry.document-is-missing": Words(_("%(document)s is missing."), _("Add it to the dossier."), _VERDICTS, _ARTICLE),
        "registry.document-perhaps-asked": Words(_("Nobody has read whether %(document)s must be there."), _ASK, _VERDICTS, _RULES),
        "registry.document-under-condition": Words(
            _("%(document)s is asked for only in some cases: %(text)s"), _("Decide whether this is one."), source=_ARTICLE
        ),
        "registry.too-few-copies": Words(_("%(document)s: %(copies)s copies of %(least)s."), _("Add the others."), source=_ARTICLE),
        "registry.item-is-missing": Words(_("The statutes do not say: %(item)s."), _("Have it added."), source=_ARTICLE),
        "registry.item-contradicts-form": Words(
            _("The statutes contradict the form: %(item)s (%(where)s)."), _("Have it changed."), source=_ARTICLE
        ),
        "registry.item-to-be-confirmed": Words(
            _("It seems that the statutes lack or contradict: %(item)s."),
            _("Read them yourself and confirm what you find."),
            _("What a machine has read is a warning. An officer's own reading is a ground."),
            _RULES,
        ),
        "registry.requirement-not-met": Words(
            _("This must have been done before: %(requirement)s."), _("Have it done, and file the proof."), source=_ARTICLE
        ),
        "registry.official-did-not-attend": Words(
            _("No official attended the founding assembly."), _("Ask the office how it deals with that."), source=_ARTICLE
        ),
        "registry.filed-too-late": Words(
            _("It was decided on %(decided)s and filed on %(filed)s, %(days)s days later. The time is %(most)s days."),
            _("Ask why, and write it down."),
            source=_ARTICLE,
        ),
        "registry.fee-not-paid": Words(_("%(paid)s of %(due)s are paid."), _("Pay the rest; ask for a receipt."), source=_ARTICLE),
        "registry.procedure-not-for-form": Words(
            _("The law does not name %(form)s among the forms for this act."), _("Check form and act."), source=_ARTICLE
        ),
        "registry.form-cannot-become": Words(
            _("%(old)s cannot become %(form)s in this way."), _("Choose another form, or another act."), source=_ARTICLE
        ),
        "registry.licence-is-missing": Words(
            _("A licence is missing. It comes from %(authority)s."), _("Add it to the dossier."), source=_ARTICLE
        ),
        "registry.obligation-is-overdue": Words(
            _("%(obligation)s is overdue since %(since)s."),
            _("The filing goes on. Remind them."),
            _("What an entity owes never stops another filing."),
            _RULES,
        ),
        "registry.count-below-zero": Words(_("%(count)s cannot be a count."), _("Write 0 or more.")),
        "registry.capital-below-zero": Words(_("%(amount)s cannot be capital."), _("Write 0 or more.")),
        "registry.capital-in-two-currencies": Words(
            _("Capital is in one currency, not in %(currencies)s."), _("Write all amounts in one.")
        ),
    }
)
