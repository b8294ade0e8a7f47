import django.db.models.deletion
import rochdale.base.append_only
import rochdale.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_walls_between_organizations'),
        ('trade', '0010_two_sides_negotiate'),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentRequirement',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('key', models.SlugField(max_length=60)),
                ('content', models.JSONField()),
                ('source', models.TextField()),
                ('verified_by_id', models.CharField(blank=True, max_length=64)),
                ('verified_by', models.CharField(blank=True, max_length=200)),
                ('verified_on', models.DateField(null=True)),
                ('verification_note', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['key', 'at'], name='rows_of_papers_by_key')],
                'constraints': [models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='a_row_of_papers_has_a_source'), models.CheckConstraint(condition=models.Q(('verified_on', None), models.Q(('verified_by', ''), _negated=True), _connector='OR'), name='a_row_of_papers_is_verified_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Shipment',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=30, unique=True)),
                ('mode', models.CharField(choices=[('sea', 'By ship'), ('truck', 'By truck')], max_length=10)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('booked', 'Booking'), ('stuffed', 'Stuffing'), ('weighed', 'Gross mass'), ('sealed', 'Seals'), ('departed', 'Departure'), ('arrived', 'Arrival'), ('landed', 'Weight on arrival'), ('claimed', 'Claim for weight')], max_length=10)),
                ('on', models.DateField()),
                ('content', models.JSONField(default=dict)),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('takes_back', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_back_by', to='trade.milestone')),
                ('shipment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='trade.shipment')),
            ],
            options={
                'indexes': [models.Index(fields=['shipment', 'kind'], name='milestones_of_a_shipment')],
                'constraints': [models.CheckConstraint(condition=models.Q(('takes_back', None), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_milestone_is_taken_back_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='ShipmentContract',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trade.contract')),
                ('shipment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='of_contracts', to='trade.shipment')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('shipment', 'contract'), name='a_contract_is_in_a_shipment_once')],
            },
        ),
        migrations.AddField(
            model_name='shipment',
            name='contracts',
            field=models.ManyToManyField(related_name='shipments', through='trade.ShipmentContract', to='trade.contract'),
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=30)),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='trade.milestone')),
            ],
            options={
                'indexes': [models.Index(fields=['number'], name='seals_by_number')],
                'constraints': [models.UniqueConstraint(fields=('milestone', 'number'), name='a_seal_closes_a_container_once')],
            },
        ),
        migrations.CreateModel(
            name='ShippingPaper',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=30)),
                ('about', models.CharField(blank=True, max_length=40)),
                ('number', models.CharField(max_length=100)),
                ('issuer', models.CharField(max_length=200)),
                ('issued_on', models.DateField()),
                ('valid_until', models.DateField(null=True)),
                ('figures', models.JSONField(default=dict)),
                ('document_id', models.UUIDField(null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('shipment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='trade.shipment')),
                ('takes_back', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_back_by', to='trade.shippingpaper')),
            ],
            options={
                'indexes': [models.Index(fields=['shipment', 'kind'], name='papers_of_a_shipment')],
                'constraints': [models.CheckConstraint(condition=models.Q(('takes_back', None), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_shipping_paper_is_taken_back_with_a_reason')],
            },
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_shipment',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_shipmentcontract',
            columns=(),
            names=(),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_milestone',
            columns=(),
            names=('by_name', 'reason'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_seal',
            columns=(),
            names=(),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_shippingpaper',
            columns=(),
            names=('by_name', 'reason'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_documentrequirement',
            columns=(),
            names=('by_name', 'verified_by', 'verification_note'),
        ),
    ]
