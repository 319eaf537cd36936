#!/bin/sh
# Browser tests need Debian's headless Chromium and a Chinese font; where neither is to be had the tests say so and are skipped.
set -eu
if command -v chromium >/dev/null 2>&1 && fc-list :lang=zh 2>/dev/null | grep -q .; then exit 0; fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig >/dev/null && exit 0
fi
echo "Chromium is not installed and could not be (it takes Debian and root): the browser tests will be skipped." >&2
