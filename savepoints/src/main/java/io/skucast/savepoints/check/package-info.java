/** Whether a job's jar can go on from a savepoint, judged before anything that runs is touched. */
package io.skucast.savepoints.check;
