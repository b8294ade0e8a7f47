import django.db.models.deletion
import rochdale.kernel.ids
from django.db import migrations, models

from rochdale.base.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0001_names_that_are_searched'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entity',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('country', models.CharField(max_length=2)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('historic', 'historic'), ('change', 'change'), ('correction', 'correction')], max_length=12)),
                ('legal_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('office', models.CharField(max_length=40)),
                ('says', models.JSONField()),
                ('schema', models.PositiveSmallIntegerField(default=1)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='EntityNow',
            fields=[
                ('entity', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='now', serialize=False, to='registry.entity')),
                ('name', models.CharField(max_length=300)),
                ('acronym', models.CharField(blank=True, max_length=60)),
                ('form', models.CharField(blank=True, max_length=40)),
                ('number', models.CharField(blank=True, max_length=80)),
                ('office', models.CharField(max_length=40)),
                ('status', models.CharField(choices=[('registered', 'registered'), ('dissolved', 'dissolved')], max_length=20)),
                ('pack', models.CharField(blank=True, max_length=40)),
                ('place', models.CharField(blank=True, max_length=300)),
                ('state', models.JSONField()),
                ('since_on', models.DateField()),
            ],
        ),
        migrations.AddIndex(
            model_name='entity',
            index=models.Index(fields=['country', 'id'], name='entities_by_country'),
        ),
        migrations.AddField(
            model_name='filing',
            name='corrects',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='registry.filing'),
        ),
        migrations.AddField(
            model_name='filing',
            name='entity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='registry.entity'),
        ),
        migrations.AddIndex(
            model_name='entitynow',
            index=models.Index(fields=['office', 'name', 'entity'], name='entities_by_office'),
        ),
        migrations.AddIndex(
            model_name='entitynow',
            index=models.Index(fields=['number'], name='entities_by_number'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(fields=['entity', 'legal_on', 'recorded_at', 'id'], name='filings_of_an_entity'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('source', ''), _negated=True), fields=['source'], name='filings_by_source'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['historic', 'change', 'correction'])), name='a_filing_is_of_a_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('corrects__isnull', False), ('kind', 'correction'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('kind', 'correction'), _negated=True), ('corrects__isnull', True)), _connector='OR'), name='a_correction_names_its_filing_and_why'),
        ),
        AppendOnly("registry_filing", names=["by_name", "reason"]),
    ]
