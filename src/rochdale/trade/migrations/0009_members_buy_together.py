import django.db.models.deletion
import rochdale.base.append_only
import rochdale.base.walls
import rochdale.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_walls_between_organizations'),
        ('supply', '0003_walls_between_organizations'),
        ('trade', '0008_prices_asked_in_public'),
    ]

    operations = [
        migrations.CreateModel(
            name='Allotment',
            fields=[
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('run', models.PositiveSmallIntegerField()),
                ('quantity', models.DecimalField(decimal_places=1, max_digits=12)),
                ('amount_minor', models.BigIntegerField()),
                ('facility', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supply.facility')),
                ('grower', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supply.grower')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
        ),
        migrations.CreateModel(
            name='BuyingRound',
            fields=[
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=30)),
                ('title', models.CharField(max_length=120)),
                ('product', models.CharField(max_length=40)),
                ('currency', models.CharField(max_length=3)),
                ('preference', models.DecimalField(decimal_places=3, max_digits=4)),
                ('order_until', models.DateField()),
                ('needed_by', models.DateField()),
                ('state', models.CharField(choices=[('ordering', 'Members order'), ('tender', 'Suppliers quote'), ('opened', 'Quotes are open'), ('awarded', 'Ordered from suppliers'), ('closed', 'Done'), ('dropped', 'Dropped')], default='ordering', max_length=8)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
        ),
        migrations.CreateModel(
            name='HandOut',
            fields=[
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('means', models.CharField(choices=[('credit', 'On credit, under the mandate'), ('cash', 'Paid in cash')], max_length=6)),
                ('allotment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='hand_out', to='trade.allotment')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RoundItem',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('what', models.CharField(max_length=120)),
                ('unit', models.CharField(max_length=3)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='trade.buyinground')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'position'), name='items_of_a_round_are_counted')],
            },
        ),
        migrations.AddField(
            model_name='allotment',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allotments', to='trade.rounditem'),
        ),
        migrations.CreateModel(
            name='Tender',
            fields=[
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=30, unique=True)),
                ('content', models.JSONField()),
                ('currency', models.CharField(max_length=3)),
                ('preference', models.DecimalField(decimal_places=3, max_digits=4)),
                ('needed_by', models.DateField()),
                ('others_from', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('opened_at', models.DateTimeField(null=True)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
        ),
        migrations.AddField(
            model_name='buyinground',
            name='tender',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trade.tender'),
        ),
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('prepared_by_id', models.CharField(max_length=64)),
                ('prepared_by_name', models.CharField(max_length=200)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('tender', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='award', to='trade.tender')),
            ],
        ),
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('is_cooperative', models.BooleanField()),
                ('supplier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('tender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='trade.tender')),
            ],
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('document_id', models.UUIDField(null=True)),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='trade.asked')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('asked', 'number'), name='quotes_of_a_supplier_are_counted')],
            },
        ),
        migrations.CreateModel(
            name='MemberOrder',
            fields=[
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('quantity', models.DecimalField(decimal_places=1, max_digits=12)),
                ('facility', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supply.facility')),
                ('grower', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supply.grower')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='trade.rounditem')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'grower', 'number'), name='orders_of_a_member_are_counted'), models.CheckConstraint(condition=models.Q(('quantity__gte', 0)), name='nobody_orders_less_than_nothing')],
            },
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('quantity', models.DecimalField(decimal_places=1, max_digits=12)),
                ('note', models.CharField(max_length=300)),
                ('facility', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supply.facility')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trade.asked')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='arrivals', to='trade.rounditem')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity', 0), _negated=True), name='something_arrived_or_was_taken_back')],
            },
        ),
        migrations.AddConstraint(
            model_name='allotment',
            constraint=models.UniqueConstraint(fields=('item', 'run', 'grower'), name='a_member_gets_a_share_once'),
        ),
        migrations.AddConstraint(
            model_name='allotment',
            constraint=models.CheckConstraint(condition=models.Q(('amount_minor__gte', 0), ('quantity__gt', 0)), name='a_share_is_of_something'),
        ),
        migrations.CreateModel(
            name='RoundPlace',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('facility', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supply.facility')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='trade.buyinground')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'facility'), name='a_place_is_named_once_in_a_round')],
            },
        ),
        migrations.AddConstraint(
            model_name='tender',
            constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('others_from'))), name='others_are_asked_before_quotes_end'),
        ),
        migrations.AddConstraint(
            model_name='tender',
            constraint=models.CheckConstraint(condition=models.Q(('preference__gte', 0), ('preference__lte', 1)), name='a_preference_is_a_share'),
        ),
        migrations.CreateModel(
            name='SupplierPayment',
            fields=[
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('amount_minor', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('on', models.DateField()),
                ('reference', models.CharField(max_length=100)),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trade.asked')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('tender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trade.tender')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_minor', 0), _negated=True), name='a_supplier_is_paid_something')],
            },
        ),
        migrations.AddConstraint(
            model_name='buyinground',
            constraint=models.UniqueConstraint(fields=('organization', 'number'), name='a_round_has_its_number_alone'),
        ),
        migrations.AddConstraint(
            model_name='buyinground',
            constraint=models.CheckConstraint(condition=models.Q(('needed_by__gt', models.F('order_until'))), name='goods_are_needed_after_they_are_ordered'),
        ),
        migrations.AddConstraint(
            model_name='buyinground',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['ordering', 'dropped']), ('tender__isnull', False), _connector='OR'), name='a_round_past_its_orders_has_a_tender'),
        ),
        migrations.AddConstraint(
            model_name='asked',
            constraint=models.UniqueConstraint(condition=models.Q(('supplier__isnull', False)), fields=('tender', 'supplier'), name='a_supplier_is_asked_once'),
        ),
        migrations.AddConstraint(
            model_name='asked',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='a_supplier_has_a_name'),
        ),
        rochdale.base.walls.Walled(
            table='trade_buyinground',
        ),
        rochdale.base.walls.Walled(
            table='trade_roundplace',
        ),
        rochdale.base.walls.Walled(
            table='trade_rounditem',
        ),
        rochdale.base.walls.Walled(
            table='trade_memberorder',
        ),
        rochdale.base.walls.Walled(
            table='trade_arrival',
        ),
        rochdale.base.walls.Walled(
            table='trade_allotment',
        ),
        rochdale.base.walls.Walled(
            table='trade_handout',
        ),
        rochdale.base.walls.Walled(
            table='trade_supplierpayment',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_roundplace',
            column='round_id',
            parent='trade_buyinground',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_roundplace',
            column='facility_id',
            parent='supply_facility',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_rounditem',
            column='round_id',
            parent='trade_buyinground',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_memberorder',
            column='item_id',
            parent='trade_rounditem',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_memberorder',
            column='grower_id',
            parent='supply_grower',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_memberorder',
            column='facility_id',
            parent='supply_facility',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_arrival',
            column='item_id',
            parent='trade_rounditem',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_arrival',
            column='facility_id',
            parent='supply_facility',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_allotment',
            column='item_id',
            parent='trade_rounditem',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_allotment',
            column='grower_id',
            parent='supply_grower',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_allotment',
            column='facility_id',
            parent='supply_facility',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_handout',
            column='allotment_id',
            parent='trade_allotment',
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_tender',
            columns=('number', 'organization_id', 'content', 'currency', 'preference', 'needed_by', 'others_from', 'until', 'by_id', 'at'),
            names=(),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_buyinground',
            columns=('number', 'organization_id', 'currency', 'preference', 'by_id', 'at'),
            names=(),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_roundplace',
            columns=(),
            names=(),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_rounditem',
            columns=(),
            names=(),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_memberorder',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_asked',
            columns=(),
            names=('by_name', 'name', 'address'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_quote',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_award',
            columns=(),
            names=('by_name', 'prepared_by_name'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_arrival',
            columns=(),
            names=('by_name', 'note'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_allotment',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_handout',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_supplierpayment',
            columns=(),
            names=('by_name',),
        ),
    ]
