from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('trade', '0020_a_call_off_is_filled_from_lots'),
    ]

    operations = [
        migrations.AlterField(
            model_name='shipment',
            name='mode',
            field=models.CharField(choices=[('sea', 'By ship'), ('truck', 'By truck'), ('air', 'By air')], max_length=10),
        ),
    ]
