/** Every state descriptor and operator uid: what must never change between releases. */
package io.skucast.job.state;
