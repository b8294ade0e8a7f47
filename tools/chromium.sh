#!/usr/bin/env bash
# Tests that look at pages and papers need Chromium and pdftotext: install them when we may, otherwise say what is missing in one line.
have() { command -v pdftotext >/dev/null && { command -v chromium || command -v chromium-browser; } >/dev/null; }
have && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  get() { apt-get install -y -qq chromium poppler-utils >/dev/null 2>&1; }
  get || { apt-get update -qq >/dev/null 2>&1 && get; }
fi
have || echo "Chromium or pdftotext is missing: tests that need them are skipped. Install them with: sudo apt-get install chromium poppler-utils"
exit 0
