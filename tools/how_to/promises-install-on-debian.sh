# What the page promises, looked at from outside. Each line that holds says so; the first one that does not ends the script.
say() { echo "@@promise $*"; }
status() { curl --silent --output /dev/null --write-out '%{http_code} %{redirect_url}' "$@"; }

curl --silent --fail "https://$NAME/who-runs-this/" > /tmp/page
grep --quiet "Department of Cooperatives" /tmp/page
say "https answers with the page that names the operator"

curl --silent --head "https://$NAME/" > /tmp/head
grep --quiet --ignore-case "^strict-transport-security: max-age=31536000" /tmp/head
grep --quiet --ignore-case "^content-security-policy: .*default-src 'self'" /tmp/head
say "the browser is told to stay with https and to run nothing of others"

test "$(status "http://$NAME/")" = "301 https://$NAME/"
say "plain http is sent on"

if curl --silent --output /dev/null --tls-max 1.1 "https://$NAME/"; then false; fi
say "old TLS is refused"

test "$(status "https://$NAME/metrics/")" = "404 "
test "$(status --header "Host: $NAME" http://127.0.0.1:8000/metrics/)" = "200 "
say "figures are told to the machine itself and not through the proxy"

if ss --listening --tcp --numeric | grep --quiet "0\.0\.0\.0:8000"; then false; fi
say "nobody gets past the proxy"

rochdale verify-backup /var/backups/rochdale/first.zip.age
say "the first backup is still there and comes back"

ls /var/backups/rochdale/*-before-upgrade.zip.age > /dev/null
say "the upgrade wrote a backup first"

if rochdale verify-backup /var/backups/rochdale/before-going-back.zip.age 2> /tmp/told; then false; fi
cat /tmp/told
grep --quiet "newer version" /tmp/told
say "the older program does not touch what the newer one wrote"

test "$(rochdale --version)" = "rochdale, version $VERSION"
test "$(runuser --user rochdale -- psql --no-align --tuples-only --command "SELECT count(*) FROM pg_tables WHERE tablename = 'upgrade_trial'")" = 0
say "the version before is back, and so are its tables"

rochdale people list | grep --quiet "Register of Cooperatives"
say "what was entered before the upgrade is there"

grep --quiet '"route": "site:who-runs-this"' /var/log/stand-in.log
say "the log has its line, with the name of the route"

test "$(stat --format '%a %U' /var/lib/rochdale /etc/rochdale/rochdale.toml | tr '\n' ' ')" = "750 rochdale 640 root "
test "$(stat --format '%a %U' /var/backups/rochdale/first.zip.age)" = "600 rochdale"
say "others on the machine see neither data nor secrets nor backups"

systemd-analyze verify /etc/systemd/system/rochdale.service
systemd-analyze security --offline=yes --threshold=30 --no-pager /etc/systemd/system/rochdale.service | tail -n 1
say "systemd finds nothing wrong with the unit, and calls it safe"
