#!/usr/bin/env bash
# What Flink's Kubernetes integration runs in a TaskManager's container: kubernetes-taskmanager.sh [-Dkey=value …]
. "$(dirname "$0")/environment"
read_memory GET_TM_RESOURCE_PARAMS "$@"
read_java_options taskmanager "$@"
# The integration has worked out the memory too, and its arguments say so: they are not said twice.
become taskmanager "${natives[@]}" org.apache.flink.kubernetes.taskmanager.KubernetesTaskExecutorRunner \
  --configDir "$FLINK_CONF_DIR" "$@"
