#!/bin/sh
# Makes the image $1 from this computer's own JDK, bash and busybox and the jars in $2, in folder $3.
# The file $4 names its tools, a line "name class" each.
set -eu
image=$1 jars=$2 work=$3 tools=$4
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=$work/rootfs
java_home=$(dirname "$(dirname "$(readlink -f "$(command -v jlink)")")")
rm -rf "$root"
mkdir -p "$root/bin" "$root/etc/kafka/docker" "$root/etc/kafka/secrets" "$root/mnt/shared/config" \
  "$root/opt/kafka/bin" "$root/opt/kafka/libs" "$root/opt/kafka/config" "$root/tmp"

modules=java.base,java.desktop,java.logging,java.management,java.naming,java.security.jgss
modules=$modules,java.security.sasl,java.sql,jdk.crypto.ec,jdk.management,jdk.unsupported,jdk.zipfs
"$java_home/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-man-pages \
  --no-header-files --output "$root/opt/java"

busybox=$(command -v busybox)
cp "$(command -v bash)" "$root/bin/"
cp "$busybox" "$root/bin/busybox"
for applet in $("$busybox" --list); do ln -s busybox "$root/bin/$applet" 2>/dev/null || :; done
for binary in "$root/bin/bash" "$root/opt/java/bin/java" "$root/opt/java/lib/server/libjvm.so" \
  "$root"/opt/java/lib/lib*.so; do
  ldd "$binary" 2>/dev/null || :
done | grep -oE '/[^ ]+\.so[^ ]*' | grep -vF "$root" | sort -u | while read -r library; do
  mkdir -p "$root$(dirname "$library")"
  cp -L "$library" "$root$library"
done

cp "$jars"/*.jar "$root/opt/kafka/libs/"
find "$root/opt/kafka/libs" -name '*.jar' | sort | sed "s|^$root||" | paste -sd: >"$root/opt/kafka/class-path"
install -m 755 "$here/image-run.sh" "$root/etc/kafka/docker/run"
install -m 644 "$here/image-server.properties" "$root/etc/kafka/docker/server.properties"
install -m 755 "$here/image-run-class.sh" "$root/opt/kafka/bin/kafka-run-class.sh"
while read -r name class; do
  printf '#!/bin/bash\nexec /opt/kafka/bin/kafka-run-class.sh %s "$@"\n' "$class" >"$root/opt/kafka/bin/$name.sh"
  chmod 755 "$root/opt/kafka/bin/$name.sh"
done <"$tools"
render_logging() {
  cat <<YAML
Configuration:
  Appenders:
    Console:
      name: STD
      target: $1
      PatternLayout:
        pattern: "[%d] %p %m (%c)%n"
  Loggers:
    Root:
      level: $2
      AppenderRef:
        - ref: STD
    Logger:
      - name: kafka
        level: $2
YAML
}
render_logging SYSTEM_OUT INFO >"$root/etc/kafka/docker/log4j2.yaml"
render_logging SYSTEM_ERR WARN >"$root/etc/kafka/docker/tools-log4j2.yaml"
cp "$root"/etc/kafka/docker/*.yaml "$root/opt/kafka/config/"
printf 'root:x:0:0::/:/bin/sh\nappuser:x:1000:1000::/tmp:/bin/bash\n' >"$root/etc/passwd"
printf 'root:x:0:\nappuser:x:1000:\n' >"$root/etc/group"
chmod 1777 "$root/tmp"

"$root/opt/java/bin/java" -Xshare:dump >/dev/null
cp "$here/image.Dockerfile" "$work/Dockerfile"
DOCKER_BUILDKIT=0 docker build --quiet --tag "$image" --file "$work/Dockerfile" "$root" 2>/dev/null
rm -rf "$root"
