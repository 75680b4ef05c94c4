-- Which series may sell more in the next days than is in stock?
-- The stock is the last that signals told; a series without one is not shown.
--
-- param days INT = 7: days ahead, at most those that are forecast
-- param forecaster STRING = combined: whose forecast
-- param top INT = 20: rows shown
-- column sku: stock keeping unit
-- column location: location of the series
-- column stock: units at hand
-- column stock_at: when that was told
-- column expected: units expected in all
-- column high: units that demand stays below with a probability of 90 %, if days are independent of one another
-- column short: units, high less stock
-- column days_of_cover: days for which the stock lasts as demand is expected
SELECT s.sku, s.location, s.stock, s.stock_at, d.expected, d.high, d.high - s.stock AS short,
  CASE WHEN d.expected > 0 THEN s.stock / (d.expected / :days) END AS days_of_cover
FROM (
  SELECT sku, COALESCE(location, 'all') AS location, quantity AS stock, seen_at AS stock_at,
    ROW_NUMBER() OVER (PARTITION BY sku, COALESCE(location, 'all') ORDER BY seen_at DESC, quantity) AS newest
  FROM signals
  WHERE kind = 'stock' AND sku IS NOT NULL AND quantity IS NOT NULL) AS s
JOIN (
  -- Between the 10 % and the 90 % quantile of a normal distribution lie 2.5631 standard deviations; 1.2816 above the mean is 90 %.
  SELECT sku, location, SUM(mean) AS expected,
    SUM(mean) + 1.2816 * SQRT(SUM((q90 - q10) * (q90 - q10)) / (2.5631 * 2.5631)) AS high
  FROM forecast_periods
  WHERE `level` = 'sku' AND forecaster = :forecaster
    AND target_date <= TIMESTAMPADD(DAY, :days, origin_date)
  GROUP BY sku, location) AS d
  ON d.sku = s.sku AND d.location = s.location
WHERE s.newest = 1 AND d.high > s.stock
ORDER BY short DESC, sku, location
LIMIT :top
