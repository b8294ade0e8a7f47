import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import rochdale.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_terms_do_not_overlap'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pin',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='pin', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('hash', models.CharField(max_length=200)),
                ('set_at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='person',
            name='account_has_an_email_or_a_phone',
        ),
        migrations.AddField(
            model_name='person',
            name='erased_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='sign_in_name',
            field=models.CharField(blank=True, max_length=40, null=True, unique=True),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('password', ''), ('password__startswith', '!'), ('email__isnull', False), ('phone__isnull', False), ('sign_in_name__isnull', False), _connector='OR'), name='account_has_a_name_to_sign_in_with'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('sign_in_name', django.db.models.functions.text.Lower('sign_in_name')), django.db.models.lookups.GreaterThanOrEqual(django.db.models.functions.text.Length('sign_in_name'), 4)), name='sign_in_name_is_in_small_letters'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('erased_at', None), models.Q(('birth_year', None), ('email', None), ('household', None), ('is_active', False), ('phone', None), ('sign_in_name', None)), _connector='OR'), name='an_erased_person_has_no_contacts'),
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('since_at', models.DateTimeField()),
                ('until_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=300)),
                ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='people.office')),
            ],
            options={
                'indexes': [models.Index(fields=['deputy', 'until_at'], name='delegations_of_a_deputy')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_at__gt', models.F('since_at'))), name='delegation_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='delegation_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('kind', models.CharField(choices=[('phone', 'phone'), ('tablet', 'tablet'), ('laptop', 'laptop')], max_length=10)),
                ('secret_sha256', models.CharField(max_length=64, unique=True)),
                ('is_shared', models.BooleanField(default=False)),
                ('enrolled_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(null=True)),
                ('struck_off_at', models.DateTimeField(null=True)),
                ('struck_off_because', models.CharField(blank=True, max_length=20)),
                ('enrolled_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='people.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'name'], name='devices_of_organization')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='device_has_a_name'), models.CheckConstraint(condition=models.Q(('struck_off_at', None), ('struck_off_at__gte', models.F('enrolled_at')), _connector='OR'), name='device_is_enrolled_before_it_is_struck_off')],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('kind', models.CharField(choices=[('phone', 'phone'), ('tablet', 'tablet'), ('laptop', 'laptop')], max_length=10)),
                ('is_shared', models.BooleanField(default=False)),
                ('code_sha256', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('device', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enrolment', to='people.device')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='people.organization')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('at'))), name='enrolment_expires_after_it_is_made')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('offices', models.JSONField(default=list)),
                ('code_sha256', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='people.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'at'], name='invitations_of_organization')],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('at'))), name='invitation_expires_after_it_is_made'), models.CheckConstraint(condition=models.Q(('accepted_at', None), ('withdrawn_at', None), _connector='OR'), name='invitation_is_accepted_or_withdrawn'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='whoever_accepts_is_known')],
            },
        ),
        migrations.CreateModel(
            name='RecoverySlip',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('code_sha256', models.CharField(blank=True, max_length=64)),
                ('printed_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recovery_slips', to='people.organization')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recovery_slips', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('code_sha256', ''), ('printed_at', None)), models.Q(('printed_at__isnull', False), models.Q(('code_sha256', ''), _negated=True)), _connector='OR'), name='slip_has_a_code_once_printed'), models.CheckConstraint(condition=models.Q(('used_at', None), models.Q(('printed_at__isnull', False), ('withdrawn_at', None)), _connector='OR'), name='only_a_printed_slip_is_used'), models.UniqueConstraint(condition=models.Q(('code_sha256', ''), _negated=True), fields=('code_sha256',), name='a_code_opens_one_slip')],
            },
        ),
        migrations.CreateModel(
            name='Sharing',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(max_length=100)),
                ('purpose', models.CharField(max_length=300)),
                ('since_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(null=True)),
                ('given_by_id', models.CharField(max_length=64)),
                ('given_by_name', models.CharField(max_length=200)),
                ('taken_back_by_id', models.CharField(blank=True, max_length=64)),
                ('taken_back_by_name', models.CharField(blank=True, max_length=200)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sharings', to='people.organization')),
                ('with_organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shared_with_it', to='people.organization')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='sharing_has_a_purpose'), models.CheckConstraint(condition=models.Q(('until_at__isnull', True), ('until_at__gte', models.F('since_at')), _connector='OR'), name='sharing_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('with_organization', None), models.Q(('with_organization', models.F('organization')), _negated=True), _connector='OR'), name='nobody_shares_with_itself'), models.UniqueConstraint(condition=models.Q(('until_at', None)), fields=('organization', 'what', 'with_organization'), name='a_kind_is_shared_once_with_each'), models.UniqueConstraint(condition=models.Q(('until_at', None), ('with_organization', None)), fields=('organization', 'what'), name='a_kind_is_shared_once_with_all')],
            },
        ),
        migrations.CreateModel(
            name='SlipConsent',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('slip', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='people.recoveryslip')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('slip', 'by'), name='an_officer_consents_once')],
            },
        ),
    ]
