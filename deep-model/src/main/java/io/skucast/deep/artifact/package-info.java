/**
 * What is published of a trained deep model: a folder per version, whose manifest holds the
 * checksum of every other file, and the registry that says which versions are live. Plain Java;
 * nothing here runs a model.
 */
package io.skucast.deep.artifact;
