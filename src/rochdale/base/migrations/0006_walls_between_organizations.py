from django.db import migrations

from rochdale.base.walls import Walled


class Migration(migrations.Migration):

    dependencies = [("base", "0005_names_can_be_taken_out")]

    operations = [Walled("base_openingbalance")]
