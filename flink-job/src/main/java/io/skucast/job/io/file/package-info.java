/** Files as ends of the job: sales in, sorted csv files out. */
package io.skucast.job.io.file;
