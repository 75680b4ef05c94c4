-- Which series are new, and what is expected of them?
--
-- param days INT = 56: days back from the last period
-- param forecaster STRING = combined: whose forecast
-- param top INT = 20: rows shown
-- column sku: stock keeping unit
-- column location: location of the series
-- column first_date: date of the first period
-- column units: units sold since
-- column expected: units expected over all targets of the last forecast; none before the first
SELECT t.sku, t.location, t.first_date, t.units, e.expected
FROM (
  SELECT sku, location, MIN(period_date) AS first_date, SUM(units) AS units
  FROM latest_trends
  GROUP BY sku, location) AS t
CROSS JOIN (SELECT MAX(period_date) AS last_date FROM latest_trends) AS l
LEFT JOIN (
  SELECT sku, location, SUM(mean) AS expected
  FROM forecast_periods
  WHERE `level` = 'sku' AND forecaster = :forecaster
  GROUP BY sku, location) AS e
  ON e.sku = t.sku AND e.location = t.location
WHERE t.first_date > TIMESTAMPADD(DAY, -:days, l.last_date)
ORDER BY t.units DESC, t.sku, t.location
LIMIT :top
