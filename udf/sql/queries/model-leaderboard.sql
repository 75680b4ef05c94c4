-- Which forecaster is nearest to what is sold?
--
-- param days INT = 28: days back from the last period that was scored
-- param lag INT = 7: periods from origin to target
-- param top INT = 30: rows shown
-- column forecaster: who forecasts
-- column scores: forecasts that were scored
-- column wape: sum of absolute errors over units sold
-- column bias: sum of errors, demand less forecast, over units sold: above 0 where forecasts were too low
-- column pinball: units, mean pinball loss of all quantile levels; of the combination
SELECT f.forecaster, COUNT(*) AS scores, WAPE(f.demand, f.forecast) AS wape, BIAS(f.demand, f.forecast) AS bias,
  AVG(f.pinball) AS pinball
FROM forecast_against_actual AS f
CROSS JOIN (SELECT MAX(period_date) AS last_date FROM accuracy WHERE `level` = 'sku') AS l
WHERE f.lag_periods = :lag AND f.period_date > TIMESTAMPADD(DAY, -:days, l.last_date)
GROUP BY f.forecaster
ORDER BY wape, forecaster
LIMIT :top
