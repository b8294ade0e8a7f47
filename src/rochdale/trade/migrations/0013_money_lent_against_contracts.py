import django.db.models.deletion
import rochdale.base.append_only
import rochdale.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_walls_between_organizations'),
        ('trade', '0012_being_found_and_trusted'),
    ]

    operations = [
        migrations.CreateModel(
            name='Prefinance',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=30, unique=True)),
                ('amount_minor', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('purpose', models.TextField()),
                ('needed_by', models.DateField()),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('lender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_minor__gt', 0)), name='what_is_asked_for_is_above_zero'), models.CheckConstraint(condition=models.Q(('lender', models.F('organization')), _negated=True), name='nobody_lends_to_itself')],
            },
        ),
        migrations.CreateModel(
            name='PrefinanceEnd',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('closed', 'Paid back')], max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('prefinance', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='trade.prefinance')),
            ],
        ),
        migrations.CreateModel(
            name='PrefinanceTerms',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('prefinance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='trade.prefinance')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('prefinance', 'number'), name='terms_of_a_prefinance_have_their_number_alone'), models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='terms_of_a_prefinance_count_from_one')],
            },
        ),
        migrations.CreateModel(
            name='Pledge',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('content', models.JSONField()),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('contract', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='trade.contract')),
                ('prefinance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='trade.prefinance')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('prefinance', 'contract'), name='a_contract_is_pledged_once_for_a_prefinance')],
            },
        ),
        migrations.CreateModel(
            name='PrefinanceMove',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('draw', 'Drawn'), ('receipt', 'Came in')], max_length=8)),
                ('amount_minor', models.BigIntegerField()),
                ('on', models.DateField()),
                ('reference', models.CharField(max_length=100)),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('payment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='prefinance_moves', to='trade.payment')),
                ('prefinance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='trade.prefinance')),
                ('takes_back', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_back_by', to='trade.prefinancemove')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('amount_minor__gt', 0), ('takes_back', None)), models.Q(('amount_minor__lt', 0), ('takes_back__isnull', False)), _connector='OR'), name='money_of_a_prefinance_is_above_zero_or_takes_some_back')],
            },
        ),
        migrations.CreateModel(
            name='PrefinanceAnswer',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('is_yes', models.BooleanField()),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('terms', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='trade.prefinanceterms')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('is_yes', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_no_to_terms_has_a_reason')],
            },
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_prefinance',
            columns=(),
            names=('by_name', 'purpose'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_pledge',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_prefinanceterms',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_prefinanceanswer',
            columns=(),
            names=('by_name', 'reason'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_prefinancemove',
            columns=(),
            names=('by_name', 'reason'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_prefinanceend',
            columns=(),
            names=('by_name', 'reason'),
        ),
    ]
