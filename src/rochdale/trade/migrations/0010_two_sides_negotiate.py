import django.db.models.deletion
import rochdale.base.append_only
import rochdale.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_walls_between_organizations'),
        ('trade', '0009_members_buy_together'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='contract',
            name='a_contract_comes_from_a_match_or_a_first_refusal',
        ),
        migrations.CreateModel(
            name='Negotiation',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('open', 'Waiting for an answer'), ('agreed', 'Agreed'), ('declined', 'Ended with a no'), ('withdrawn', 'Taken back'), ('lapsed', 'The day passed')], default='open', max_length=10)),
                ('valid_until', models.DateField()),
                ('kg_held', models.PositiveIntegerField(default=0)),
                ('need_kg', models.PositiveIntegerField(default=0)),
                ('opened_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('buyer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('need', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='negotiations', to='trade.need')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='negotiations', to='trade.offer')),
                ('seller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
        ),
        migrations.AddField(
            model_name='contract',
            name='negotiation',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contract', to='trade.negotiation'),
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('container__isnull', False), ('first_refusal', None), ('negotiation', None)), models.Q(('container', None), ('first_refusal__isnull', False), ('negotiation', None)), models.Q(('container', None), ('first_refusal', None), ('negotiation__isnull', False)), _connector='OR'), name='a_contract_comes_from_one_agreement'),
        ),
        migrations.AddIndex(
            model_name='negotiation',
            index=models.Index(fields=['state', 'valid_until'], name='bids_by_their_last_day'),
        ),
        migrations.AddConstraint(
            model_name='negotiation',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('offer', 'buyer'), name='an_offer_is_negotiated_once_at_a_time_with_a_buyer'),
        ),
        migrations.AddConstraint(
            model_name='negotiation',
            constraint=models.CheckConstraint(condition=models.Q(('seller', models.F('buyer')), _negated=True), name='nobody_negotiates_with_itself'),
        ),
        migrations.AddConstraint(
            model_name='negotiation',
            constraint=models.CheckConstraint(condition=models.Q(('kg_held', 0), ('state', 'open'), _connector='OR'), name='only_a_bid_that_waits_holds_kg'),
        ),
        migrations.CreateModel(
            name='Fixation',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('kg', models.PositiveIntegerField()),
                ('quotation', models.DecimalField(decimal_places=6, max_digits=20)),
                ('on', models.DateField()),
                ('price_per_kg', models.DecimalField(decimal_places=12, max_digits=30)),
                ('premium_per_kg', models.DecimalField(decimal_places=12, default=0, max_digits=30)),
                ('side', models.CharField(choices=[('seller', 'Seller'), ('buyer', 'Buyer'), ('', 'The clock')], max_length=6)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('negotiation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fixations', to='trade.negotiation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kg__gt', 0)), name='a_fixation_has_weight'), models.CheckConstraint(condition=models.Q(('quotation__gt', 0)), name='a_quotation_is_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='Sample',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20, unique=True)),
                ('kind', models.CharField(choices=[('offer', 'Offer sample'), ('pre-shipment', 'Pre-shipment sample'), ('arrival', 'Arrival sample')], max_length=12)),
                ('position', models.PositiveIntegerField(default=0)),
                ('lot', models.CharField(max_length=60)),
                ('product', models.CharField(max_length=60)),
                ('grams', models.PositiveIntegerField()),
                ('protocol', models.CharField(blank=True, max_length=60)),
                ('due_on', models.DateField()),
                ('address', models.TextField()),
                ('clause', models.CharField(blank=True, max_length=10)),
                ('silence_days', models.PositiveIntegerField(null=True)),
                ('state', models.CharField(choices=[('due', 'Due'), ('sent', 'Sent'), ('received', 'Received'), ('approved', 'Approved'), ('rejected', 'Rejected')], default='due', max_length=10)),
                ('received_on', models.DateField(null=True)),
                ('told_late_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('buyer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('contract', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='samples', to='trade.contract')),
                ('offer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='samples', to='trade.offer')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='trade.sample')),
                ('seller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'due_on'], name='samples_by_their_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('grams__gt', 0)), name='a_sample_weighs_something'), models.CheckConstraint(condition=models.Q(('seller', models.F('buyer')), _negated=True), name='nobody_sends_itself_a_sample'), models.CheckConstraint(condition=models.Q(models.Q(('contract', None), ('kind', 'offer'), ('offer__isnull', False)), models.Q(models.Q(('kind', 'offer'), _negated=True), ('contract__isnull', False)), _connector='OR'), name='a_sample_is_of_an_offer_or_of_a_contract')],
            },
        ),
        migrations.CreateModel(
            name='Allowance',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('per_kg', models.DecimalField(decimal_places=6, max_digits=20)),
                ('currency', models.CharField(max_length=3)),
                ('reason', models.TextField()),
                ('side', models.CharField(choices=[('seller', 'Seller'), ('buyer', 'Buyer'), ('', 'The clock')], max_length=6)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('is_yes', models.BooleanField(null=True)),
                ('answered_by_id', models.CharField(blank=True, max_length=64)),
                ('answered_by_name', models.CharField(blank=True, max_length=200)),
                ('answered_at', models.DateTimeField(null=True)),
                ('sample', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allowances', to='trade.sample')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('per_kg__gt', 0)), name='an_allowance_takes_something_off'), models.UniqueConstraint(condition=models.Q(('is_yes', None)), fields=('sample',), name='one_allowance_waits_at_a_time'), models.CheckConstraint(condition=models.Q(('is_yes', None), ('answered_at__isnull', False), _connector='XOR'), name='an_allowance_is_answered_or_waits')],
            },
        ),
        migrations.CreateModel(
            name='SampleStep',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('asked', 'Asked for'), ('sent', 'Sent'), ('received', 'Received'), ('result', 'Judged'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('silence', 'Approved by silence'), ('late', 'Late'), ('allowance', 'Allowance proposed'), ('allowance-refused', 'Allowance refused'), ('cancelled', 'Sale ended')], max_length=20)),
                ('side', models.CharField(blank=True, choices=[('seller', 'Seller'), ('buyer', 'Buyer'), ('', 'The clock')], max_length=6)),
                ('content', models.JSONField(default=dict)),
                ('note', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('sample', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='trade.sample')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('sample', 'number'), name='a_step_of_a_sample_has_its_number_alone')],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('bid', 'Bid'), ('yes', 'Yes'), ('no', 'No'), ('withdrawal', 'Taken back'), ('lapse', 'The day passed')], max_length=10)),
                ('side', models.CharField(blank=True, choices=[('seller', 'Seller'), ('buyer', 'Buyer'), ('', 'The clock')], max_length=6)),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('note', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('negotiation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='trade.negotiation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('negotiation', 'number'), name='a_turn_has_its_number_alone'), models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='turns_count_from_one'), models.CheckConstraint(condition=models.Q(models.Q(('side', ''), _negated=True), ('kind', 'lapse'), _connector='OR'), name='only_the_clock_sits_on_no_side')],
            },
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_turn',
            columns=(),
            names=('by_name', 'note'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_fixation',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_samplestep',
            columns=(),
            names=('by_name', 'note'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_allowance',
            columns=('sample_id', 'per_kg', 'currency', 'side', 'by_id', 'at'),
            names=(),
        ),
    ]
