"""The same person in the same office of the same organization, or the same member in the same union: once at a time."""

from django.db import migrations

from rochdale.people.no_overlap import NoOverlap


class Migration(migrations.Migration):
    dependencies = [("people", "0001_people_organizations_and_offices")]

    operations = [
        NoOverlap("people_office", same=["person_id", "organization_id", "office"], unit="at"),
        NoOverlap("people_affiliation", same=["member_id", "union_id"], unit="on"),
    ]
