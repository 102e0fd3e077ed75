# shellcheck shell=bash disable=SC2154,SC2034
# ffmpeg and ffprobe for the tools: the system's, else the executables that the server ships.

need_ffmpeg() {
  FFMPEG=$(command -v ffmpeg || true)
  FFPROBE=$(command -v ffprobe || true)
  if [ -z "$FFMPEG" ] || [ -z "$FFPROBE" ]; then unpack_ffmpeg; fi
  export FFMPEG FFPROBE
}

unpack_ffmpeg() {
  local jar folder=$work/ffmpeg
  jar=$(find "$server/lib" -name 'ffmpeg-*-linux-x86_64.jar' | head -n 1)
  [ -n "$jar" ] || fail "ffmpeg is needed. Install it (for example: apt-get install ffmpeg)."
  if [ ! -x "$folder/org/bytedeco/ffmpeg/linux-x86_64/ffprobe" ]; then
    mkdir -p "$folder"
    (cd "$folder" && "$JAVA_HOME/bin/jar" xf "$jar" org/bytedeco/ffmpeg/linux-x86_64)
    chmod +x "$folder"/org/bytedeco/ffmpeg/linux-x86_64/ff*
  fi
  folder=$folder/org/bytedeco/ffmpeg/linux-x86_64
  FFMPEG=$folder/ffmpeg
  FFPROBE=$folder/ffprobe
  # for these two programs only: a browser must not see these libraries
  export FFMPEG_LIBRARIES=$folder
}
