from django.db import migrations

from rochdale.base.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [("base", "0001_the_plumbing")]

    operations = [
        AppendOnly("base_auditentry"),
        AppendOnly("base_document"),
        AppendOnly("base_importedrow"),
        AppendOnly("base_exchangerate"),
        AppendOnly("base_command", columns=["id", "operation", "by_id", "at", "content_sha256"]),
        AppendOnly("base_newsitem", columns=["id", "kind", "content", "at"]),
    ]
