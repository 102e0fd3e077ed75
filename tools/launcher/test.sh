# shellcheck shell=bash disable=SC2154,SC2034
# All tests, in the order in which they fail fastest; the first step that fails ends the run.

# Label, then the function that does it.
test_steps=(
  "Shell scripts are well-formed" check_scripts
  "Java is formatted" check_java_format
  "Page and tools are formatted and pass the linter" check_lint
  "Page and tools pass the type check" check_types
  "The page's unit tests" test_page
  "Generated types agree with the interface" check_generated
  "The server's tests" test_server
  "The page's tests in Chromium" test_browser
  "The built program" build_for_tests
  "The tools' tests" test_tools
  "End to end" test_end_to_end
)

check_scripts() {
  local script
  for script in nightjar .ci/run tools/launcher/*.sh; do bash -n "$script" || return 1; done
}

check_java_format() { maven -q spotless:check; }

web_binary() { "$root/web/node_modules/.bin/$1" "${@:2}"; }

check_lint() { (cd web && npm run --silent lint) && web_binary prettier --check tools/azurite tools/admin tools/bench tools/demo tools/lighthouse tools/*.mjs e2e; }

check_types() { (cd web && npm run --silent check) && web_binary tsc -p tools/tsconfig.json; }

test_page() { (cd web && npm run --silent test); }

test_tools() {
  build_all
  need_ffmpeg
  node --test tools/admin tools/bench tools/demo tools/model/test
}

check_generated() { (cd web && npm run --silent check:api); }

test_server() { maven verify -Dspotless.check.skip=true; }

test_browser() { (cd web && npm run --silent test:browser); }

build_for_tests() { build_all; }

test_end_to_end() {
  build_all
  need_ffmpeg
  (cd e2e && npm test --silent)
}

prepare_tests() {
  need_java
  need_node
  need_browser
  mkdir -p "$work"
  need_packages web
  need_packages tools/demo
  need_packages tools/bench
  need_packages tools/azurite
  need_packages e2e
}

test_command() {
  [ $# -eq 0 ] || fail "test takes no options."
  cd "$root"
  prepare_tests
  local i started passed=0 failed=0 skipped=0 summary=
  for ((i = 0; i < ${#test_steps[@]}; i += 2)); do
    if [ $failed -gt 0 ]; then
      skipped=$((skipped + 1))
      summary+="  not run  ${test_steps[i]}"$'\n'
      continue
    fi
    printf '\n== %s\n' "${test_steps[i]}"
    started=$SECONDS
    # in a process of its own, so that `set -e` holds inside the step
    if (set -e; "${test_steps[i + 1]}"); then
      passed=$((passed + 1))
      summary+="  passed   ${test_steps[i]} ($((SECONDS - started)) s)"$'\n'
    else
      failed=$((failed + 1))
      summary+="  FAILED   ${test_steps[i]} ($((SECONDS - started)) s)"$'\n'
    fi
  done
  printf '\n%s\nsteps: %s passed, %s failed, %s skipped\n' "$summary" $passed $failed $skipped
  [ $failed -eq 0 ]
}
