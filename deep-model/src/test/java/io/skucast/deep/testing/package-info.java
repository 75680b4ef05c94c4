/** Models for the tests of this module and of those that serve models. */
package io.skucast.deep.testing;
