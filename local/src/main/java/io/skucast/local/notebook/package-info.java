/**
 * Notebooks: what they need is installed or named, their data are made, and Jupyter is opened or
 * every notebook is executed from a clean kernel.
 */
package io.skucast.local.notebook;
