import django.db.models.deletion
import rochdale.base.append_only
import rochdale.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_letters_are_read_in_the_app'),
        ('trade', '0018_quotations_and_scenarios'),
    ]

    operations = [
        migrations.AddField(
            model_name='market',
            name='follows',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trade.market'),
        ),
        migrations.CreateModel(
            name='MarketDay',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(unique=True)),
                ('products', models.JSONField(default=list)),
                ('invited', models.JSONField(default=list)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('answer_by', models.DateField()),
                ('state', models.CharField(choices=[('open', 'Announced'), ('closed', 'Closed with a report')], default='open', max_length=6)),
                ('report', models.JSONField(default=dict)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('closed_at', models.DateTimeField(null=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='a_market_day_closes_after_it_opens'), models.CheckConstraint(condition=models.Q(('answer_by__gt', models.F('closes_on'))), name='a_market_day_is_answered_after_it_closes')],
            },
        ),
        migrations.AddField(
            model_name='market',
            name='day',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='trade.marketday'),
        ),
        migrations.CreateModel(
            name='DayReminder',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('reminded', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='trade.marketday')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('day', 'reminded', 'on'), name='nobody_is_reminded_twice_a_day')],
            },
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_marketday',
            columns=('number', 'organization_id', 'products', 'invited', 'opens_on', 'closes_on', 'answer_by', 'by_id', 'at'),
            names=(),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_dayreminder',
            columns=(),
            names=('by_name',),
        ),
    ]
