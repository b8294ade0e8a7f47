import django.db.models.deletion
import rochdale.kernel.ids
from django.db import migrations, models

from rochdale.base.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_walls_between_organizations'),
        ('trade', '0016_what_the_parties_tell'),
    ]

    operations = [
        migrations.CreateModel(
            name='OnwardSale',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('kg', models.DecimalField(decimal_places=3, max_digits=12)),
                ('to_whom', models.CharField(max_length=200)),
                ('on', models.DateField()),
                ('reference', models.CharField(blank=True, max_length=100)),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='onward_sales', to='trade.contract')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('takes_back', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_back_by', to='trade.onwardsale')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kg__gt', 0), ('takes_back', None)), models.Q(('kg__lt', 0), ('takes_back__isnull', False)), _connector='OR'), name='an_onward_sale_has_weight_or_takes_one_back')],
            },
        ),
        AppendOnly("trade_onwardsale", names=["by_name", "reason"]),
    ]
