/**
 * Whether the job keeps its promises when what it runs on dies and when it is upgraded: the same
 * sales through an uninterrupted run and through one that faults are brought upon, and every result
 * of both compared.
 */
package io.skucast.local.verify;
