package io.skucast.core.read;

import io.skucast.core.sale.Incoming;
import java.io.Closeable;
import java.util.Iterator;

/**
 * The records of one sales file, in the order of the file, accepted or rejected; the last element
 * is a clock at the end of the last period, since a file that was read says nothing more. There is
 * no clock where no sale was accepted.
 */
public interface SaleReader extends Iterator<Incoming>, Closeable {}
