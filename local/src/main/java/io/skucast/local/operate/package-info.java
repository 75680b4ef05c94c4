/** Commands that start a cluster on this machine, and submit, stop and rescale the job on it. */
package io.skucast.local.operate;
