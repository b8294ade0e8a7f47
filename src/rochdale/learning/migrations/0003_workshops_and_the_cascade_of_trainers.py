import django.db.models.deletion
import rochdale.kernel.ids
from django.db import migrations, models
from rochdale.base.append_only import AppendOnly
from rochdale.base.walls import SameOwner, Walled


class Migration(migrations.Migration):

    dependencies = [
        ('base', '0006_walls_between_organizations'),
        ('learning', '0002_certificates_keys_and_revocations'),
    ]

    operations = [
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('organization_id', models.UUIDField()),
                ('kind', models.CharField(choices=[('registered', 'Registered'), ('delivered', 'Delivered'), ('sold', 'Sold'), ('assembly', 'Assembly')], max_length=12)),
                ('on', models.DateField()),
                ('reference', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['registered', 'delivered', 'sold', 'assembly'])), name='an_outcome_is_of_a_known_kind'), models.UniqueConstraint(fields=('organization_id', 'kind'), name='the_first_outcome_of_a_kind_counts')],
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('organization_id', models.UUIDField()),
                ('name', models.CharField(max_length=200)),
                ('funder', models.CharField(max_length=200)),
                ('reference', models.CharField(blank=True, max_length=80)),
                ('since_on', models.DateField()),
                ('until_on', models.DateField()),
                ('targets', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['organization_id', '-since_on'], name='projects_of_an_organization')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('since_on'))), name='a_project_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Trainer',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('organization_id', models.UUIDField()),
                ('person_id', models.UUIDField(null=True, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('home', models.CharField(blank=True, max_length=80)),
                ('code', models.CharField(max_length=12, unique=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['organization_id', 'name', 'id'], name='trainers_of_an_organization')],
            },
        ),
        migrations.CreateModel(
            name='GroupTrainer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='brought_by', to='learning.group')),
                ('trainer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='learning.trainer')),
            ],
        ),
        migrations.CreateModel(
            name='TrainerLink',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('outside', models.CharField(blank=True, max_length=80)),
                ('level', models.CharField(choices=[('facilitator', 'facilitator'), ('trainer', 'trainer'), ('master', 'master')], max_length=12)),
                ('on', models.DateField()),
                ('notices', models.JSONField(default=list)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('trained_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='prepared', to='learning.trainer')),
                ('trainer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='learning.trainer')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('level__in', ['facilitator', 'trainer', 'master'])), name='a_level_is_one_of_three'), models.UniqueConstraint(fields=('trainer', 'level', 'on'), name='a_level_is_reached_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('why', models.CharField(max_length=500)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('link', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='learning.trainerlink')),
            ],
        ),
        migrations.CreateModel(
            name='Workshop',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('organization_id', models.UUIDField()),
                ('kind', models.CharField(choices=[('trainers', 'trainers'), ('course', 'course'), ('meeting', 'meeting'), ('consultation', 'consultation')], max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('about', models.CharField(blank=True, max_length=2000)),
                ('place', models.CharField(max_length=200)),
                ('language', models.CharField(max_length=10)),
                ('begins_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('capacity', models.PositiveIntegerField()),
                ('code', models.CharField(max_length=24, unique=True)),
                ('agenda', models.JSONField(default=list)),
                ('partners', models.JSONField(default=list)),
                ('called_off_at', models.DateTimeField(null=True)),
                ('called_off_why', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
                ('project', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='workshops', to='learning.project')),
            ],
            options={
                'indexes': [models.Index(fields=['-begins_on', 'id'], name='workshops_by_day'), models.Index(fields=['organization_id', '-begins_on'], name='workshops_of_an_organization')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('begins_on'))), name='a_workshop_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('kind__in', ['trainers', 'course', 'meeting', 'consultation'])), name='a_workshop_is_of_a_known_kind')],
            },
        ),
        migrations.AddField(
            model_name='trainerlink',
            name='workshop',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='made', to='learning.workshop'),
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='base.document')),
                ('caption', models.CharField(max_length=500)),
                ('is_public', models.BooleanField(default=False)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to='learning.workshop')),
            ],
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('organization', models.CharField(blank=True, max_length=80)),
                ('sex', models.CharField(blank=True, choices=[('f', 'f'), ('m', 'm'), ('x', 'x')], max_length=1)),
                ('age', models.CharField(blank=True, choices=[('to-17', 'to-17'), ('18-35', '18-35'), ('36-59', '36-59'), ('from-60', 'from-60')], max_length=10)),
                ('may_be_shown', models.BooleanField(default=False)),
                ('came', models.CharField(choices=[('signed-up', 'Signed Up'), ('door', 'At The Door'), ('paper', 'Paper')], max_length=10)),
                ('before', models.PositiveSmallIntegerField(null=True)),
                ('after', models.PositiveSmallIntegerField(null=True)),
                ('has_practised', models.BooleanField(default=False)),
                ('replaces', models.UUIDField(null=True, unique=True)),
                ('is_out', models.BooleanField(default=False)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='learning.workshop')),
            ],
            options={
                'indexes': [models.Index(fields=['workshop', 'at', 'id'], name='people_of_a_workshop')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sex__in', ['', 'f', 'm', 'x'])), name='a_participant_is_of_a_kept_sex'), models.CheckConstraint(condition=models.Q(('age__in', ['', 'to-17', '18-35', '36-59', 'from-60'])), name='a_participant_is_in_one_of_the_bands'), models.CheckConstraint(condition=models.Q(models.Q(('before', None), ('before__lte', 3), _connector='OR'), models.Q(('after', None), ('after__lte', 3), _connector='OR')), name='a_participant_gives_one_of_four')],
            },
        ),
        migrations.CreateModel(
            name='Handed',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('what', models.CharField(max_length=200)),
                ('language', models.CharField(blank=True, max_length=10)),
                ('count', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handed', to='learning.workshop')),
            ],
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('answers', models.JSONField(default=dict)),
                ('will_do', models.CharField(blank=True, max_length=500)),
                ('better', models.CharField(blank=True, max_length=500)),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='learning.workshop')),
            ],
        ),
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('people', models.PositiveIntegerField()),
                ('answer', models.CharField(blank=True, choices=[('comes', 'comes'), ('declines', 'declines')], max_length=10)),
                ('answered_at', models.DateTimeField(null=True)),
                ('at', models.DateTimeField()),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='learning.workshop')),
            ],
            options={
                'indexes': [models.Index(fields=['workshop', 'name'], name='asked_of_a_workshop')],
                'constraints': [models.CheckConstraint(condition=models.Q(('answer__in', ['', 'comes', 'declines'])), name='who_is_asked_comes_or_declines')],
            },
        ),
        migrations.CreateModel(
            name='GroupTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organization_id', models.UUIDField()),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tie', to='learning.group')),
            ],
            options={
                'indexes': [models.Index(fields=['organization_id'], name='groups_of_an_organization')],
            },
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('half', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_ins', to='learning.participant')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('participant', 'half'), name='a_participant_signs_in_once_a_half_day')],
            },
        ),
        Walled("learning_project"),
        SameOwner("learning_workshop", "project_id", "learning_project"),
        AppendOnly("learning_participant", names=['name', 'by_name']),
        AppendOnly("learning_signin"),
        AppendOnly("learning_handed"),
        AppendOnly("learning_evaluation", names=['will_do', 'better']),
        AppendOnly("learning_trainerlink", names=['outside', 'by_name']),
        AppendOnly("learning_withdrawal", names=['why', 'by_name']),
        AppendOnly("learning_grouptrainer"),
        AppendOnly("learning_grouptie", names=['by_name']),
        AppendOnly("learning_outcome"),
    ]
