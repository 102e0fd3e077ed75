#!/bin/sh
# Builds the stand-in for libavdevice. See README.md.
set -eu
cd "$(dirname "$0")"
gcc -shared -nostdlib -Os -fPIC -fno-asynchronous-unwind-tables \
  -Wl,--version-script=devices.map -Wl,-soname,libavdevice.so.62 -Wl,--build-id=none -Wl,-z,noseparate-code -s \
  -o ../../server/src/main/resources/ffmpeg/linux-x86_64/libavdevice.so.62 devices.c
