import django.db.models.deletion
from django.db import migrations, models
from uuid import UUID

import rochdale.kernel.ids

from rochdale.base.append_only import AppendOnly


class Migration(migrations.Migration):
    """Who was erased, and the one way in which a name may leave a row that is otherwise never changed."""

    dependencies = [("base", "0004_roles_proposals_and_looks")]

    operations = [
        migrations.CreateModel(
            name="ErasedPerson",
            fields=[
                ("person_id", models.UUIDField(primary_key=True, serialize=False)),
                ("pseudonym", models.CharField(max_length=60, unique=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ErasingNow",
            fields=[
                ("person_id", models.UUIDField(primary_key=True, serialize=False)),
                ("must_go", models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="base.erasingnow")),
            ],
        ),
        migrations.AddConstraint(
            model_name="erasingnow",
            constraint=models.CheckConstraint(
                condition=models.Q(("must_go", UUID(int=0)), models.Q(("person_id", UUID(int=0)), _negated=True)),
                name="the_mark_of_erasing_cannot_stay",
            ),
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("organization_id", models.UUIDField()),
                ("organization_name", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=300)),
                ("placed_at", models.DateTimeField()),
                ("placed_by_id", models.CharField(max_length=64)),
                ("placed_by_name", models.CharField(max_length=200)),
                ("until_on", models.DateField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_by_id", models.CharField(blank=True, max_length=64)),
                ("lifted_by_name", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(fields=["person_id", "until_on"], name="holds_on_a_person"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="hold_has_a_reason"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("lifted_at", None), ("lifted_at__gte", models.F("placed_at")), _connector="OR"),
                name="hold_is_placed_before_it_is_lifted",
            ),
        ),
        AppendOnly("base_erasedperson"),
        AppendOnly("base_auditentry", names=["by_name", "in_name_of_name", "before", "after", "reason"]),
        AppendOnly("base_document", names=["name", "by_name", "in_name_of_name"]),
        AppendOnly("base_look", names=["by_name", "purpose"]),
        AppendOnly("base_exchangerate", names=["by_name"]),
        AppendOnly("base_importedrow", names=["refusals"]),
        AppendOnly("base_openingbalance", names=["account", "note"]),
    ]
