-- At which hours is how much sold?
-- Order lines as they were sent, a repeat once.
--
-- param zone STRING = UTC: time zone whose hours are meant, such as Europe/Berlin; times without offset are taken as UTC
-- param location STRING = : location, empty for all
-- column hour_of_day: 00 to 23
-- column lines: order lines
-- column units: net of returns
SELECT hour_of_day, COUNT(*) AS lines, SUM(quantity) AS units
FROM (
  SELECT SUBSTRING(CONVERT_TZ(DATE_FORMAT(sold_at, 'yyyy-MM-dd HH:mm:ss'), 'UTC', :zone) FROM 12 FOR 2) AS hour_of_day, quantity
  FROM (SELECT DISTINCT id, sku, location, sold_at, quantity, price FROM sales WHERE :location = '' OR location = :location))
GROUP BY hour_of_day
ORDER BY hour_of_day
LIMIT 24
