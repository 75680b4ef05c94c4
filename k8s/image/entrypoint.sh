#!/usr/bin/env bash
# What every container of the image runs: the words it is given, as they are. Flink's integration with
# Kubernetes gives "bash -c kubernetes-jobmanager.sh …"; people give "jobmanager", "taskmanager" or "flink …".
set -euo pipefail

if [ "$#" -eq 0 ]; then
  echo "skucast: nothing to run: give jobmanager, taskmanager, flink … or any command" >&2
  exit 2
fi

# RocksDB's many small allocations leave glibc's with memory that no limit of Flink's counts.
jemalloc="/usr/lib/$(uname -m)-linux-gnu/libjemalloc.so.2"
if [ -e "$jemalloc" ]; then
  export LD_PRELOAD="${LD_PRELOAD:+$LD_PRELOAD:}$jemalloc"
fi
exec "$@"
