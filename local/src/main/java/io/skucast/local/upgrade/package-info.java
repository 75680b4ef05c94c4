/** What a jar would run, and the change of a running job from one release to another. */
package io.skucast.local.upgrade;
