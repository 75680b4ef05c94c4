#!/usr/bin/env bash
# What Flink's Kubernetes integration runs in a JobManager's container: kubernetes-jobmanager.sh kubernetes-application|kubernetes-session [-Dkey=value …]
. "$(dirname "$0")/environment"
case "${1:-}" in
  kubernetes-application) main=KubernetesApplicationClusterEntrypoint ;;
  kubernetes-session) main=KubernetesSessionClusterEntrypoint ;;
  *) say "kubernetes-jobmanager.sh: '${1:-}' is no kind of cluster: allowed are kubernetes-application and kubernetes-session"; exit 2 ;;
esac
shift
read_memory GET_JM_RESOURCE_PARAMS "$@"
read_java_options jobmanager "$@"
become jobmanager "org.apache.flink.kubernetes.entrypoint.$main" "${dynamic[@]}" "$@"
