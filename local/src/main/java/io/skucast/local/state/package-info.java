/** Commands that read and change the state in savepoints. */
package io.skucast.local.state;
