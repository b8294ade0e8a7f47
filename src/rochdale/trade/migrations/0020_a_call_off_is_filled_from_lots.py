import django.db.models.deletion
import rochdale.kernel.ids
from django.db import migrations, models

from rochdale.base.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('trade', '0019_market_days'),
    ]

    operations = [
        migrations.CreateModel(
            name='Filling',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('kg', models.PositiveIntegerField()),
                ('call_off', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fillings', to='trade.calloff')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fillings', to='trade.offer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('call_off', 'position'), name='a_call_off_has_one_lot_at_a_place'), models.UniqueConstraint(fields=('call_off', 'offer'), name='a_call_off_names_an_offer_once'), models.CheckConstraint(condition=models.Q(('kg__gt', 0)), name='a_filling_has_weight')],
            },
        ),
        AppendOnly("trade_filling"),
    ]

