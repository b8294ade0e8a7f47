# What the page promises, looked at from outside. Each line that holds says so; the first one that does not ends the script.
say() { echo "@@promise $*"; }

curl --silent --fail --resolve "$NAME:80:127.0.0.1" "http://$NAME/who-runs-this/" > /tmp/page
grep --quiet "Bolaven Coffee Growers" /tmp/page
say "plain http answers at the local name with the page that names the operator"

curl --silent --head --header "Host: $NUMBER" http://127.0.0.1/ > /tmp/head
grep --quiet "^HTTP/1.1 200" /tmp/head
if grep --quiet --ignore-case "^strict-transport-security" /tmp/head; then false; fi
say "it answers at its number too, and no phone is told to use https"

test "$(curl --silent --output /dev/null --write-out '%{http_code}' --header "Host: evil.example" http://127.0.0.1/)" = 400
say "any other name is refused"

rochdale verify-backup /var/backups/rochdale/first.zip.age
say "the first backup is on the stick and comes back"

# The plug is pulled: everything of Rochdale dies at once, then the box starts again.
pkill --signal KILL --uid rochdale
systemctl start rochdale
curl --silent --fail --retry 180 --retry-delay 1 --retry-connrefused --output /dev/null --header "Host: $NUMBER" http://127.0.0.1/health/
rochdale people list | grep --quiet "Bolaven Coffee Growers"
say "after the plug was pulled all is well again, and nothing is lost"

# The stick is taken out: the backup says so instead of filling the card.
umount /var/backups/rochdale
if rochdale backup --encrypt /var/backups/rochdale/second.zip.age 2> /tmp/told; then false; fi
grep --quiet "does not take the backup: Permission denied" /tmp/told
if rochdale doctor > /tmp/told; then false; fi
grep --quiet "Backups cannot be written into /var/backups/rochdale" /tmp/told
say "without the stick a backup fails loudly, and the doctor says why"
