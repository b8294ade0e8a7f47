import django.db.models.deletion
from django.db import migrations, models

from rochdale.base.walls import SameOwner


class Migration(migrations.Migration):

    dependencies = [("trade", "0003_walls_between_organizations"), ("supply", "0002_books_that_balance")]

    operations = [
        migrations.AddField(
            model_name="lot",
            name="stock",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="supply.lot"),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stock__isnull", False)), fields=("stock",), name="a_lot_in_store_is_offered_as_one"
            ),
        ),
        SameOwner("trade_lot", "stock_id", "supply_lot"),
    ]
