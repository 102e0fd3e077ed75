# shellcheck shell=bash disable=SC2154,SC2034
# Finds JDK 25 without starting any JVM: every JDK carries a file `release` with its version.

java_release=25

is_wanted_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q "^JAVA_VERSION=\"${java_release}[.\"-]" "$1/release"
}

# One candidate folder per line, best first.
jdk_candidates() {
  [ -n "${JAVA_HOME:-}" ] && printf '%s\n' "$JAVA_HOME"
  local maven_home toolchains on_path
  maven_home=$(dirname "$(dirname "$(readlink -f "$(command -v mvn || true)" 2>/dev/null || true)")")
  for toolchains in "$HOME/.m2/toolchains.xml" "${MAVEN_HOME:-$maven_home}/conf/toolchains.xml" /etc/maven/toolchains.xml; do
    [ -r "$toolchains" ] && sed -n 's|.*<jdkHome>\(.*\)</jdkHome>.*|\1|p' "$toolchains"
  done
  ls -d /usr/lib/jvm/* /usr/local/lib/jvm/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home 2>/dev/null
  on_path=$(readlink -f "$(command -v java || true)" 2>/dev/null || true)
  [ -n "$on_path" ] && dirname "$(dirname "$on_path")"
  return 0
}

# Sets and exports JAVA_HOME to a JDK 25, for Maven (its formatters parse with the JDK that Maven runs on) and for us.
need_java() {
  local candidate
  while IFS= read -r candidate; do
    if is_wanted_jdk "$candidate"; then
      export JAVA_HOME=$candidate
      return
    fi
  done < <(jdk_candidates)
  fail "No JDK $java_release was found. Install one (any vendor) and set JAVA_HOME to its folder, or name it in ~/.m2/toolchains.xml."
}
