import django.db.models.deletion
import rochdale.base.append_only
import rochdale.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_walls_between_organizations'),
        ('trade', '0013_money_lent_against_contracts'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='contract',
            name='a_contract_comes_from_one_agreement',
        ),
        migrations.CreateModel(
            name='CallOff',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('kg', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
        ),
        migrations.AddField(
            model_name='contract',
            name='call_off',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contract', to='trade.calloff'),
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('call_off', None), ('container__isnull', False), ('first_refusal', None), ('negotiation', None)), models.Q(('call_off', None), ('container', None), ('first_refusal__isnull', False), ('negotiation', None)), models.Q(('call_off', None), ('container', None), ('first_refusal', None), ('negotiation__isnull', False)), models.Q(('call_off__isnull', False), ('container', None), ('first_refusal', None), ('negotiation', None)), _connector='OR'), name='a_contract_comes_from_one_agreement'),
        ),
        migrations.CreateModel(
            name='Framework',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=30, unique=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('buyer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('buyer', models.F('organization')), _negated=True), name='nobody_agrees_a_frame_with_itself')],
            },
        ),
        migrations.AddField(
            model_name='calloff',
            name='framework',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='call_offs', to='trade.framework'),
        ),
        migrations.CreateModel(
            name='FrameworkNotice',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('ends_on', models.DateField()),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('framework', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='notice', to='trade.framework')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
        ),
        migrations.CreateModel(
            name='FrameworkVersion',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='trade.framework')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('framework', 'number'), name='a_version_of_a_frame_has_its_number_alone'), models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='versions_of_a_frame_count_from_one')],
            },
        ),
        migrations.AddField(
            model_name='calloff',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='call_offs', to='trade.frameworkversion'),
        ),
        migrations.CreateModel(
            name='CallOffAnswer',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('is_yes', models.BooleanField()),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('call_off', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='trade.calloff')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('is_yes', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_no_to_a_call_off_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='FrameworkSignature',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('is_yes', models.BooleanField()),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='trade.frameworkversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'organization'), name='a_side_says_once_what_it_thinks_of_a_frame'), models.CheckConstraint(condition=models.Q(('is_yes', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_no_to_a_frame_has_a_reason')],
            },
        ),
        migrations.AddConstraint(
            model_name='calloff',
            constraint=models.UniqueConstraint(fields=('framework', 'number'), name='a_call_off_has_its_number_alone'),
        ),
        migrations.AddConstraint(
            model_name='calloff',
            constraint=models.CheckConstraint(condition=models.Q(('kg__gt', 0)), name='a_call_off_has_weight'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_framework',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_frameworkversion',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_frameworksignature',
            columns=(),
            names=('by_name', 'reason'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_frameworknotice',
            columns=(),
            names=('by_name', 'reason'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_calloff',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_calloffanswer',
            columns=(),
            names=('by_name', 'reason'),
        ),
    ]
