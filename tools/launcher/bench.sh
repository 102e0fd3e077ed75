# shellcheck shell=bash disable=SC2154,SC2034
# Benches print how they measured; their last line is one JSON object.

bench_command() {
  [ $# -ge 1 ] || fail "bench needs a name: start, ingest, jobs, labels DIR, worker [CLIP], preview, fanout, alert [TIMES], timeline, lighthouse, scale, search, clip, soak, outbox, trigger DIR or sound DIR."
  local name=$1
  shift
  case $name in
    start)
      build_all
      need_ffmpeg
      node "$root/tools/bench/start.mjs" "$root/nightjar" "$@"
      ;;
    ingest)
      build_all
      node "$root/tools/bench/ingest.mjs" "$root/nightjar"
      ;;
    jobs)
      [ $# -eq 0 ] || fail "bench jobs takes nothing."
      build_all
      bench_with_data JobsBench
      ;;
    labels)
      [ $# -eq 1 ] && [ -d "$1" ] || fail "bench labels needs a folder with labels.tsv and pictures."
      build_all
      bench_labels "$(cd "$1" && pwd)"
      ;;
    worker)
      [ $# -eq 0 ] || { [ $# -eq 1 ] && [ -f "$1" ]; } || fail "bench worker takes a clip, an MP4 or WebM file, or nothing."
      build_all
      bench_worker "$@"
      ;;
    preview)
      build_all
      need_ffmpeg
      node "$root/tools/bench/preview.mjs" "$root/nightjar"
      ;;
    fanout)
      [ $# -eq 0 ] || { [ $# -eq 2 ] && [ "$1" = --heap ]; } || fail "bench fanout takes --heap SIZE, or nothing."
      build_all
      need_packages tools/bench
      need_files 12000
      node "$root/tools/bench/fanout.mjs" "$root/nightjar" "${2:-768m}"
      ;;
    alert)
      [ $# -le 1 ] || fail "bench alert takes how often somebody enters, or nothing."
      build_all
      need_ffmpeg
      need_browser
      need_packages tools/demo
      node "$root/tools/bench/alert.mjs" "$root/nightjar" "$@"
      ;;
    timeline)
      [ $# -le 1 ] || fail "bench timeline takes a number of events, or nothing."
      build_all
      need_browser
      need_packages tools/demo
      node "$root/tools/bench/timeline.mjs" "$root/nightjar" "$@"
      ;;
    lighthouse)
      [ $# -eq 0 ] || fail "bench lighthouse takes nothing."
      build_all
      need_ffmpeg
      need_browser
      need_packages tools/lighthouse
      node "$root/tools/lighthouse/audit.mjs" "$root/nightjar"
      ;;
    scale)
      [ $# -le 2 ] || fail "bench scale takes a number of events and how many of them are old, or nothing."
      build_all
      bench_with_data ScaleBench "$@"
      ;;
    search)
      [ $# -le 1 ] || fail "bench search takes a number of events, or nothing."
      build_all
      bench_search "$@"
      ;;
    clip | soak)
      need_browser
      need_packages web
      (cd "$root/web" && npm run --silent "bench:$name" -- "$@")
      ;;
    outbox)
      build_all
      need_browser
      need_packages web
      (cd "$root/web" && npm run --silent bench:outbox -- "$root/nightjar" "$@")
      ;;
    trigger | sound)
      [ $# -ge 1 ] && [ -f "$1/manifest.json" ] || fail "bench $name needs a folder with manifest.json and clips."
      need_packages web
      command -v "${FFMPEG:-ffmpeg}" >/dev/null || { build_all; need_ffmpeg; }
      set -- "$(cd "$1" && pwd)" "${@:2}"
      (cd "$root/web" && npm run --silent "bench:$name" -- "$@")
      ;;
    *) fail "There is no bench named $name. There are: start, ingest, jobs, labels DIR, worker [CLIP], preview, fanout, alert [TIMES], timeline, lighthouse, scale, search, clip, soak, outbox, trigger DIR, sound DIR." ;;
  esac
}

# Each connection is an open file, of the server and of the bench.
need_files() {
  ulimit -n "$(ulimit -Hn)"
  case $(ulimit -n) in unlimited) return ;; esac
  [ "$(ulimit -n)" -ge "$1" ] || fail "This needs $1 open files, and the limit is $(ulimit -n). Raise it: ulimit -n"
}

# With the flags that the server runs with: $1 is a folder with labels.tsv and pictures.
bench_labels() {
  "$JAVA_HOME/bin/java" "${java_flags[@]}" -cp "$server/nightjar.jar:$server/lib/*" \
    dev.nightjar.inference.internal.LabelsBench "$1"
}

# On one core, as a worker has it in the cloud; with a clip that it draws unless it is given one.
bench_worker() {
  if [ $# -eq 0 ]; then
    need_ffmpeg
    set -- "$work/bench-worker.mp4"
    "$FFMPEG" -v error -y -f lavfi -i testsrc2=size=1280x720:rate=24:duration=20 -vf noise=alls=6:allf=t \
      -pix_fmt yuv420p -b:v 2500k -g 24 "$1"
  fi
  taskset -c 0 "$JAVA_HOME/bin/java" "${java_flags[@]}" -cp "$server/nightjar.jar:$server/lib/*" \
    dev.nightjar.inference.internal.WorkerBench "$1"
}

# On a database of its own, which goes with its data folder: bench_with_data CLASS [what it takes].
bench_with_data() {
  local class=$1 data result=0
  shift
  data=$(mktemp -d "${TMPDIR:-/tmp}/nightjar-bench.XXXXXX")
  export MALLOC_ARENA_MAX=2
  "$JAVA_HOME/bin/java" "${java_flags[@]}" -cp "$server/nightjar.jar:$server/lib/*" \
    "dev.nightjar.$class" "$data" "$@" || result=$?
  rm -rf "$data"
  return $result
}

# Likewise; with the findings and questions that were written for it.
bench_search() {
  local data result=0
  data=$(mktemp -d "${TMPDIR:-/tmp}/nightjar-bench.XXXXXX")
  export MALLOC_ARENA_MAX=2
  "$JAVA_HOME/bin/java" "${java_flags[@]}" -cp "$server/nightjar.jar:$server/lib/*" \
    dev.nightjar.search.SearchBench dev.nightjar.Nightjar "$data" "$root/tools/bench/search" "$@" || result=$?
  rm -rf "$data"
  return $result
}

demo_command() {
  build_all
  need_browser
  need_ffmpeg
  need_packages tools/demo
  case " $* " in *" --blob=azurite "*) need_packages tools/azurite ;; esac
  node "$root/tools/demo/demo.mjs" "$@"
}
