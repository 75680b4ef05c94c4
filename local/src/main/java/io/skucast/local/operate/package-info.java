/** Commands that start a cluster on this machine, and submit and stop the job on it. */
package io.skucast.local.operate;
