#!/usr/bin/env bash
# Browser tests need Chromium: install it from the system's packages when we may, otherwise say so in one line.
command -v chromium >/dev/null || command -v chromium-browser >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get install -y -qq chromium >/dev/null 2>&1 || { apt-get update -qq >/dev/null 2>&1 && apt-get install -y -qq chromium >/dev/null 2>&1; }
fi
command -v chromium >/dev/null || echo "Chromium is missing: browser tests are skipped. Install it with: sudo apt-get install chromium"
exit 0
