-- How does the error of forecasts grow with the time that they look ahead, and do bands hold what they should?
--
-- param days INT = 28: days back from the last period that was scored
-- param forecaster STRING = combined: whose forecast
-- param top INT = 20: rows shown
-- column lag_periods: periods from origin to target
-- column scores: forecasts that were scored
-- column wape: sum of absolute errors over units sold
-- column bias: sum of errors, demand less forecast, over units sold
-- column inside_80: share of demands in the 80 % band; of the combination
-- column inside_90: share of demands in the 90 % band; of the combination
SELECT f.lag_periods, COUNT(*) AS scores, WAPE(f.demand, f.forecast) AS wape, BIAS(f.demand, f.forecast) AS bias,
  AVG(f.inside_80) AS inside_80, AVG(f.inside_90) AS inside_90
FROM forecast_against_actual AS f
CROSS JOIN (SELECT MAX(period_date) AS last_date FROM accuracy WHERE `level` = 'sku') AS l
WHERE f.forecaster = :forecaster AND f.period_date > TIMESTAMPADD(DAY, -:days, l.last_date)
GROUP BY f.lag_periods
ORDER BY lag_periods
LIMIT :top
