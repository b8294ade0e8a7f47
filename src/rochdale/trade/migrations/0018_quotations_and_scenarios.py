import django.db.models.deletion
import rochdale.base.append_only
import rochdale.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_walls_between_organizations'),
        ('trade', '0017_what_an_importer_sold_on'),
    ]

    operations = [
        migrations.CreateModel(
            name='ScenarioSheet',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'name', 'number'), name='a_sheet_of_scenarios_has_its_number_alone')],
            },
        ),
        migrations.CreateModel(
            name='Quotation',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('exchange', models.CharField(max_length=10)),
                ('month', models.CharField(max_length=7)),
                ('on', models.DateField()),
                ('value', models.DecimalField(decimal_places=6, max_digits=20)),
                ('quoted_in', models.CharField(max_length=10)),
                ('source', models.CharField(max_length=300)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('read_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['exchange', 'month', 'on'], name='quotations_by_month_and_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('value__gt', 0)), name='what_was_read_off_an_exchange_is_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='ScenarioShare',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('shows_costs', models.BooleanField(default=False)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='trade.scenariosheet')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('sheet', 'reader'), name='a_sheet_is_shared_once_with_an_organization')],
            },
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_quotation',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_scenariosheet',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_scenarioshare',
            columns=(),
            names=('by_name',),
        ),
    ]
