-- How far were forecasts from what was sold, by category?
--
-- param days INT = 28: days back from the last period that was scored
-- param lag INT = 1: periods from origin to target
-- param forecaster STRING = combined: whose forecast
-- param top INT = 50: rows shown
-- column category: category of the SKU
-- column series: number of series
-- column demand: units sold
-- column forecast: units that were forecast
-- column wape: sum of absolute errors over units sold
-- column bias: sum of errors, demand less forecast, over units sold: above 0 where forecasts were too low
SELECT c.category, COUNT(DISTINCT f.sku || '|' || f.location) AS series, SUM(f.demand) AS demand, SUM(f.forecast) AS forecast,
  WAPE(f.demand, f.forecast) AS wape, BIAS(f.demand, f.forecast) AS bias
FROM forecast_against_actual AS f
JOIN sku_categories AS c ON c.sku = f.sku
CROSS JOIN (SELECT MAX(period_date) AS last_date FROM accuracy WHERE `level` = 'sku') AS l
WHERE f.forecaster = :forecaster AND f.lag_periods = :lag AND f.period_date > TIMESTAMPADD(DAY, -:days, l.last_date)
GROUP BY c.category
ORDER BY demand DESC, category
LIMIT :top
