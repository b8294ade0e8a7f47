import django.db.models.deletion
import rochdale.base.append_only
import rochdale.base.walls
import rochdale.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_walls_between_organizations'),
        ('trade', '0014_frames_and_what_is_called_off'),
    ]

    operations = [
        migrations.CreateModel(
            name='PremiumPlan',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('product', models.CharField(max_length=60)),
                ('currency', models.CharField(max_length=3)),
                ('held_on', models.DateField()),
                ('members', models.PositiveIntegerField()),
                ('needed', models.PositiveIntegerField()),
                ('present', models.PositiveIntegerField()),
                ('yes', models.PositiveIntegerField()),
                ('no', models.PositiveIntegerField()),
                ('abstained', models.PositiveIntegerField()),
                ('document_id', models.UUIDField()),
                ('prepared_by_id', models.CharField(max_length=64)),
                ('prepared_by_name', models.CharField(max_length=200)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('needed__gt', 0), ('present__gte', models.F('needed'))), name='a_premium_plan_was_voted_with_a_quorum'), models.CheckConstraint(condition=models.Q(('yes__gt', models.F('no'))), name='a_premium_plan_has_more_yes_than_no')],
            },
        ),
        migrations.CreateModel(
            name='PremiumProject',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('category', models.CharField(max_length=20)),
                ('budget_minor', models.BigIntegerField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='trade.premiumplan')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('budget_minor__gt', 0)), name='a_premium_project_has_a_budget')],
            },
        ),
        migrations.CreateModel(
            name='PremiumEntry',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('receipt', 'Came in'), ('expense', 'Spent')], max_length=7)),
                ('product', models.CharField(max_length=60)),
                ('currency', models.CharField(max_length=3)),
                ('amount_minor', models.BigIntegerField()),
                ('on', models.DateField()),
                ('what', models.CharField(max_length=200)),
                ('kg', models.DecimalField(decimal_places=3, max_digits=14, null=True)),
                ('rate', models.DecimalField(decimal_places=8, max_digits=20, null=True)),
                ('due_minor', models.BigIntegerField(null=True)),
                ('paid', models.JSONField(default=dict)),
                ('document_id', models.UUIDField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('invoice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trade.invoice')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('takes_back', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_back_by', to='trade.premiumentry')),
                ('project', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='trade.premiumproject')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'product', 'currency', 'on'], name='premium_of_a_ledger')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('invoice__isnull', False), ('kind', 'receipt'), ('project', None)), models.Q(('invoice', None), ('kind', 'expense'), ('project__isnull', False)), _connector='OR'), name='a_premium_comes_from_an_invoice_and_goes_to_a_project'), models.CheckConstraint(condition=models.Q(models.Q(('amount_minor__gt', 0), ('kind', 'receipt'), ('takes_back', None)), models.Q(('amount_minor__lt', 0), ('kind', 'receipt'), ('takes_back__isnull', False)), models.Q(('amount_minor__lt', 0), ('kind', 'expense'), ('takes_back', None)), models.Q(('amount_minor__gt', 0), ('kind', 'expense'), ('takes_back__isnull', False)), _connector='OR'), name='a_receipt_adds_and_an_expense_takes_away')],
            },
        ),
        migrations.CreateModel(
            name='PremiumSetting',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('product', models.CharField(max_length=60)),
                ('bettering', models.DecimalField(decimal_places=4, max_digits=5)),
                ('most_years', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=200)),
                ('is_verified', models.BooleanField()),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('bettering__gte', 0), ('bettering__lte', 1)), name='a_share_of_a_premium_is_a_share'), models.CheckConstraint(condition=models.Q(('most_years__gt', 0)), name='a_premium_has_some_years_to_be_spent')],
            },
        ),
        rochdale.base.walls.Walled(
            table='trade_premiumplan',
        ),
        rochdale.base.walls.Walled(
            table='trade_premiumproject',
        ),
        rochdale.base.walls.Walled(
            table='trade_premiumentry',
        ),
        rochdale.base.walls.Walled(
            table='trade_premiumsetting',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_premiumproject',
            column='plan_id',
            parent='trade_premiumplan',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_premiumentry',
            column='project_id',
            parent='trade_premiumproject',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_premiumentry',
            column='takes_back_id',
            parent='trade_premiumentry',
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_premiumplan',
            columns=(),
            names=('by_name', 'prepared_by_name'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_premiumproject',
            columns=(),
            names=(),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_premiumentry',
            columns=(),
            names=('by_name', 'what', 'reason'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_premiumsetting',
            columns=(),
            names=('by_name',),
        ),
    ]
