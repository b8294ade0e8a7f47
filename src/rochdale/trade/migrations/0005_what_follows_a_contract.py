import django.db.models.deletion
import rochdale.base.append_only
import rochdale.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_walls_between_organizations'),
        ('trade', '0004_lots_that_exist'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContractVersion',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='trade.contract')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('contract', 'number'), name='a_version_of_a_contract_has_its_number_alone'), models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='versions_of_a_contract_count_from_one')],
            },
        ),
        migrations.CreateModel(
            name='ContractSignature',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('is_yes', models.BooleanField()),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='trade.contractversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'organization'), name='a_party_says_once_what_it_thinks_of_a_version'), models.CheckConstraint(condition=models.Q(('is_yes', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_no_to_a_version_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Invoice',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=40, unique=True)),
                ('kind', models.CharField(choices=[('380', 'Invoice'), ('381', 'Credit note')], max_length=3)),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('total_minor', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('issued_on', models.DateField()),
                ('due_on', models.DateField(null=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='trade.contract')),
                ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credit_notes', to='trade.invoice')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('total_minor__gt', 0)), name='an_invoice_is_above_zero'), models.CheckConstraint(condition=models.Q(models.Q(('corrects', None), ('kind', '380')), models.Q(('corrects__isnull', False), ('kind', '381')), _connector='OR'), name='a_credit_note_corrects_an_invoice'), models.CheckConstraint(condition=models.Q(('due_on', None), ('due_on__gte', models.F('issued_on')), _connector='OR'), name='an_invoice_is_due_after_it_is_issued')],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('amount_minor', models.BigIntegerField()),
                ('on', models.DateField()),
                ('reference', models.CharField(max_length=100)),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='trade.invoice')),
                ('takes_back', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_back_by', to='trade.payment')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('amount_minor__gt', 0), ('takes_back', None)), models.Q(('amount_minor__lt', 0), ('takes_back__isnull', False)), _connector='OR'), name='a_payment_is_above_zero_or_takes_one_back')],
            },
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_contractversion',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_contractsignature',
            columns=(),
            names=('by_name', 'reason'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_invoice',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_payment',
            columns=(),
            names=('by_name', 'reason'),
        ),
    ]
