"""Follows a page of docs/how-to as a technician would, on a clean Debian made for it, and times each step.

    python tools/follow_how_to.py [install-on-debian | village-server] [--root FOLDER] [--keep]

Needs root, Debian's package debootstrap, and the packages of Debian and PyPI. Every block marked `sh` runs as it stands, in one shell, in
its order. What is put in other words, and why, stands in `PAGES` and nowhere else: names of hosts, and what a folder without a machine
around it cannot do. At the end it looks whether what the page promises is true (tools/how_to/promises-*.sh).

Some minutes long, so `.ci/run` does not run it; tests/architecture reads the pages for words that are no longer true of the program.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STUBS = Path(__file__).with_name("how_to")
LENT = ("etc/apt/sources.list.d", "etc/apt/apt.conf.d", "etc/apt/keyrings", "etc/pip.conf", "usr/local/share/ca-certificates")
"""How this machine comes by packages, and whom it trusts on the way."""
MARK, KEPT = "@@step ", "@@promise "
RELEASE = "bookworm"
VERSION, NEXT = "0.1.0", "0.1.1"
SOURCE = ("https://source.example/rochdale.git", "file:///source/rochdale.git", "the source, from this very tree")
PAGES = {
    "install-on-debian": (
        SOURCE,
        ("smtp://rochdale:PASSWORD@mail.example:587", "smtp://127.0.0.1:2525", "a mail server that takes letters and throws them away"),
        ("certbot certonly", "certificate-without-the-internet", "nobody outside vouches for a name that is not there: one of our own"),
    ),
    "village-server": (
        SOURCE,
        ('mkfs.ext4 -q -F -L BACKUP "$STICK"', "true", "there is no stick"),
        ("mount /var/backups/rochdale", "mount -t tmpfs stick /var/backups/rochdale", "memory in place of a stick"),
    ),
}
"""What each page says, what is done instead, and why. Stand-ins for `systemctl` and `nmcli` lie in tools/how_to: no systemd, no radio."""


@dataclass(frozen=True)
class Step:
    """One heading of a page and the commands under it."""

    title: str
    commands: str


@dataclass
class Followed:
    """How it went."""

    code: int = 1
    times: list[tuple[str, float]] = field(default_factory=list)
    promises: list[str] = field(default_factory=list)


def steps(page: str) -> list[Step]:
    """The page's headings with their `sh` blocks, in order; `text` blocks are for reading."""
    found: list[Step] = []
    title = "Names"
    for heading, block in re.findall(r"^##+ ([^\n]+)$|^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        if heading:
            title = heading
        else:
            found.append(Step(title, block))
    return found


def script(name: str) -> str:
    """One shell script: every block after a mark with its title, then the promises. What is to be put in other words must be there."""
    lines = ["set -euo pipefail", "export DEBIAN_FRONTEND=noninteractive", "cd /root"]
    for step in steps((ROOT / "docs" / "how-to" / f"{name}.md").read_text(encoding="utf-8")):
        lines += [f"echo; echo {shlex.quote(MARK + step.title)}", step.commands]
    text = "\n".join(lines)
    for says, instead, _why in PAGES[name]:
        if says not in text:
            raise SystemExit(f"the page no longer says {says!r}: mend PAGES")
        text = text.replace(says, instead)
    return f"{text}\necho; echo '{MARK}What the page promises'\n{promises(name)}"


def promises(name: str) -> str:
    """The script that looks whether they are kept."""
    return (STUBS / f"promises-{name}.sh").read_text(encoding="utf-8")


def clean_debian(root: Path) -> None:
    """An empty Debian in the folder `root`, which installs from where this machine does."""
    root.mkdir(exist_ok=True)
    root.chmod(0o755)  # it becomes the root folder of other users too
    subprocess.run(["debootstrap", RELEASE, str(root), _mirror()], check=True, stdout=subprocess.DEVNULL)
    for name in LENT:
        if (Path("/") / name).is_dir():
            shutil.copytree(Path("/") / name, root / name, dirs_exist_ok=True)
        elif (Path("/") / name).exists():
            shutil.copy(Path("/") / name, root / name)
    (root / "etc" / "apt" / "sources.list").unlink(missing_ok=True)
    (root / "etc" / "resolv.conf").unlink(missing_ok=True)
    shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
    with (root / "etc" / "hosts").open("a", encoding="ascii") as hosts:
        hosts.write("127.0.0.1 localhost coop.example\n")
    for stub in STUBS.iterdir():
        target = root / "usr" / "local" / "sbin" / stub.name
        shutil.copy(stub, target)
        target.chmod(0o755)


def _mirror() -> str:
    told = [path.read_text(encoding="utf-8") for path in sorted(Path("/etc/apt").rglob("*")) if path.suffix in {".list", ".sources"}]
    found = re.search(r"^(?:URIs:|deb(?: \[.*\])?) *(\S+)", "\n".join(told), re.MULTILINE)
    if not found:
        raise SystemExit("this machine does not say where Debian's packages come from")
    return found[1]


def two_versions(root: Path) -> None:
    """A repository with this tree as one version, and after it a next one with a table more."""
    work, bare = root / "source" / "work", root / "source" / "rochdale.git"
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in names:
        if name and (ROOT / name).is_file():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, work / name)
    _git(work, "init", "--quiet", "--initial-branch=main")
    _commit(work, VERSION)
    migrations = work / "src" / "rochdale" / "base" / "migrations"
    last = sorted(path.stem for path in migrations.glob("0*.py"))[-1]
    (migrations / "0999_upgrade_trial.py").write_text(
        "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n"
        f'    dependencies = [("base", "{last}")]\n'
        '    operations = [migrations.RunSQL("CREATE TABLE upgrade_trial (id integer)", "DROP TABLE upgrade_trial")]\n'
    )
    for file in ("pyproject.toml", "src/rochdale/__init__.py"):
        text = (work / file).read_text(encoding="utf-8")
        (work / file).write_text(text.replace(f'"{VERSION}"', f'"{NEXT}"', 1), encoding="utf-8")
    _commit(work, NEXT)
    _git(work, "clone", "--quiet", "--bare", str(work), str(bare))


def _commit(work: Path, version: str) -> None:
    _git(work, "add", "--all")
    _git(work, "-c", "user.name=trial", "-c", "user.email=trial@localhost", "commit", "--quiet", "--message", version)
    _git(work, "tag", f"v{version}")


def _git(work: Path, *arguments: str) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *arguments], cwd=work, env=own, check=True)


def follow(root: Path, name: str) -> Followed:
    """Run the script in `root`, in process and mount namespaces of its own: when it ends, everything in it ends."""
    (root / "root" / "follow.sh").write_text(script(name), encoding="utf-8")
    mounts = f"mount -t proc proc {root}/proc && mount -t tmpfs shm {root}/dev/shm"  # no disk of this machine is seen from inside
    lent = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_CERT")) and name != "PIP_FIND_LINKS"}
    own = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8", **lent}
    alone = ["unshare", "--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child"]
    command = [*alone, "/bin/sh", "-c", f"{mounts} && exec chroot {root} /bin/bash /root/follow.sh"]
    running = subprocess.Popen(command, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert running.stdout
    went = Followed()
    begun, title = time.monotonic(), "Start"
    for line in running.stdout:
        print(line, end="", flush=True)
        if line.startswith(KEPT):
            went.promises.append(line.removeprefix(KEPT).strip())
        if line.startswith(MARK):
            went.times.append((title, time.monotonic() - begun))
            begun, title = time.monotonic(), line.removeprefix(MARK).strip()
    went.times.append((title, time.monotonic() - begun))
    went.code = running.wait()
    return went


def told(name: str, went: Followed, made_seconds: float) -> bool:
    """Say how long each step took, what was put in other words, and which promises were kept. Whether all went well."""
    print(f"\n{made_seconds:7.1f} s  a clean Debian (not a step of the page)")
    for title, seconds in went.times[1:]:
        print(f"{seconds:7.1f} s  {title}")
    print(f"{sum(seconds for _title, seconds in went.times):7.1f} s  together\n")
    for says, instead, why in PAGES[name]:
        print(f"in other words: {says} → {instead} ({why})")
    print(*(f"kept: {promise}" for promise in went.promises), sep="\n")
    wanted = len(re.findall(r'^say "', promises(name), re.MULTILINE))
    print(f"{len(went.promises)} of {wanted} promises kept, exit code {went.code}")
    return went.code == 0 and len(went.promises) == wanted


def main() -> int:
    """Make the folder, follow the page, tell how it went."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("page", nargs="?", choices=PAGES, default="install-on-debian")
    asked.add_argument("--root", type=Path, help="where to make the clean Debian (default: a temporary folder)")
    asked.add_argument("--keep", action="store_true", help="leave the folder there afterwards")
    given = asked.parse_args()
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        sys.exit("needs root and Debian's package debootstrap")
    root: Path = given.root or Path(tempfile.mkdtemp(prefix="rochdale-how-to-"))
    begun = time.monotonic()
    try:
        clean_debian(root)
        two_versions(root)
        made_seconds = time.monotonic() - begun
        went = follow(root, given.page)
    finally:
        if not given.keep:
            shutil.rmtree(root, ignore_errors=True)
    return 0 if told(given.page, went, made_seconds) else 1


if __name__ == "__main__":
    sys.exit(main())
