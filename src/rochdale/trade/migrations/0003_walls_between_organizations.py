from django.db import migrations

from rochdale.base.walls import SameOwner, Walled


class Migration(migrations.Migration):

    dependencies = [("trade", "0002_the_way_of_a_container")]

    operations = [
        Walled("trade_lot"),
        SameOwner("trade_offer", "lot_id", "trade_lot"),
    ]
