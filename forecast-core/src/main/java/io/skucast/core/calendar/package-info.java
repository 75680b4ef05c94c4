/** Time as shops count it: periods of local calendars, right on days of 23 and 25 hours. */
package io.skucast.core.calendar;
