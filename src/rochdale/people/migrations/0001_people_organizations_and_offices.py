import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import rochdale.kernel.ids
import rochdale.people.models.persons
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('place', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='household_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('email', rochdale.people.models.persons.OptionalEmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=16, null=True, unique=True, verbose_name='phone')),
                ('language', models.CharField(blank=True, max_length=8)),
                ('sex', models.CharField(blank=True, choices=[('female', 'woman'), ('male', 'man'), ('other', 'other')], max_length=6)),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('is_active', models.BooleanField(default=True)),
                ('is_example', models.BooleanField(default=False)),
                ('persona_says', models.CharField(blank=True, max_length=200)),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='persons', to='people.household')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='person_has_a_name'), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email')), django.db.models.lookups.GreaterThanOrEqual(django.db.models.functions.text.Length('email'), 3)), name='email_is_in_small_letters'), models.CheckConstraint(condition=models.Q(('phone__startswith', '+'), django.db.models.lookups.GreaterThanOrEqual(django.db.models.functions.text.Length('phone'), 7)), name='phone_is_international'), models.CheckConstraint(condition=models.Q(('password', ''), ('password__startswith', '!'), ('email__isnull', False), ('phone__isnull', False), _connector='OR'), name='account_has_an_email_or_a_phone'), models.CheckConstraint(condition=models.Q(('birth_year__gte', 1890), ('birth_year__lte', 2200)), name='birth_year_is_of_a_living_person'), models.CheckConstraint(condition=models.Q(('persona_says', ''), ('is_example', True), _connector='OR'), name='persona_is_an_example')],
            },
        ),
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('cooperative', 'cooperative'), ('group', 'group becoming a cooperative'), ('union', 'union of cooperatives'), ('consumer-cooperative', 'consumer cooperative'), ('registrar', 'registrar of cooperatives'), ('training-body', 'training body'), ('audit-body', 'audit body'), ('fund', 'support fund'), ('lender', 'lender'), ('market-operator', 'market operator')], max_length=24)),
                ('name', models.CharField(max_length=200)),
                ('country', models.CharField(max_length=2)),
                ('place', models.CharField(blank=True, max_length=5)),
                ('language', models.CharField(blank=True, max_length=8)),
                ('is_example', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['name', 'id'], name='organizations_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organization_has_a_name'), models.CheckConstraint(condition=models.Q(('kind__in', ['cooperative', 'group', 'union', 'consumer-cooperative', 'registrar', 'training-body', 'audit-body', 'fund', 'lender', 'market-operator'])), name='organization_is_of_a_known_kind'), models.CheckConstraint(condition=models.Q(('country', django.db.models.functions.text.Upper('country')), django.db.models.lookups.Exact(django.db.models.functions.text.Length('country'), 2)), name='country_has_two_capital_letters'), models.CheckConstraint(condition=models.Q(('place', ''), models.Q(('place', django.db.models.functions.text.Upper('place')), django.db.models.lookups.Exact(django.db.models.functions.text.Length('place'), 5)), _connector='OR'), name='place_has_five_capital_letters_or_figures')],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('office', models.CharField(choices=[('member', 'member'), ('chair', 'chair'), ('secretary', 'secretary'), ('treasurer', 'treasurer'), ('board-member', 'board member'), ('manager', 'manager'), ('clerk', 'clerk'), ('buyer', 'buyer'), ('registrar', 'registrar'), ('facilitator', 'facilitator'), ('trainer', 'trainer'), ('assessor', 'assessor'), ('fund-officer', 'fund officer'), ('committee-member', 'committee member'), ('credit-officer', 'credit officer'), ('market-operator', 'market operator')], max_length=20)),
                ('since_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to=settings.AUTH_USER_MODEL)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='people.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'office'], name='officers_of_organization')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_at__isnull', True), ('until_at__gt', models.F('since_at')), _connector='OR'), name='office_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('office__in', ['member', 'chair', 'secretary', 'treasurer', 'board-member', 'manager', 'clerk', 'buyer', 'registrar', 'facilitator', 'trainer', 'assessor', 'fund-officer', 'committee-member', 'credit-officer', 'market-operator'])), name='office_is_a_known_one'), models.UniqueConstraint(condition=models.Q(('until_at', None)), fields=('person', 'organization', 'office'), name='office_is_held_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('since_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='people.organization')),
                ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='people.organization')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gt', models.F('since_on')), _connector='OR'), name='affiliation_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('member', models.F('union')), _negated=True), name='union_is_not_its_own_member'), models.UniqueConstraint(condition=models.Q(('until_on', None)), fields=('member', 'union'), name='member_is_affiliated_once_at_a_time')],
            },
        ),
    ]
