/**
 * What a jar would run, and the change of a running job from one release, or one number of
 * subtasks, to another.
 */
package io.skucast.local.upgrade;
