#!/usr/bin/env bash
# Lays out what an image is built from, in k8s/target/image: Flink with the job (skucast dist), Flink's plugins, and
# the entry point. With the argument gpu TensorFlow's natives are those for NVIDIA cards.
#   k8s/image/stage.sh          then  docker build -t skucast:0.1.0 -f k8s/image/Dockerfile k8s/target/image
#   k8s/image/stage.sh gpu      then  docker build -t skucast-gpu:0.1.0 -f k8s/image/Dockerfile.gpu k8s/target/image
set -euo pipefail
home="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
stage="$home/k8s/target/image"

case "${1:-cpu}" in
  cpu) natives=() ;;
  gpu) natives=(-Pgpu) ;;
  *) echo "stage.sh: '$1' is no kind of image: allowed is cpu or gpu" >&2; exit 2 ;;
esac

cd "$home"
# Built here and not by the launcher, which builds when a source has changed and not when other natives are asked for.
mvn -B -q "${natives[@]}" package -DskipTests -Dspotless.check.skip=true
touch local/target/built
rm -rf "$stage"
./skucast dist --out "$stage"
mvn -B -q -Pimage -pl k8s generate-resources
cp k8s/image/entrypoint.sh "$stage/entrypoint.sh"
chmod 0755 "$stage/entrypoint.sh" "$stage"/plugins/external-resource-gpu/*.sh
echo "staged in $stage"
