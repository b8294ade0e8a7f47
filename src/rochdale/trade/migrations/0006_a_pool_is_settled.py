import django.db.models.deletion
import rochdale.kernel.ids
from django.db import migrations, models

from rochdale.base.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_walls_between_organizations'),
        ('trade', '0005_what_follows_a_contract'),
    ]

    operations = [
        migrations.CreateModel(
            name='PoolSettlement',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('prepared_by_id', models.CharField(max_length=64)),
                ('prepared_by_name', models.CharField(max_length=200)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('contract', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='settlement', to='trade.contract')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
        ),
        AppendOnly("trade_poolsettlement", names=["by_name", "prepared_by_name"]),
    ]
