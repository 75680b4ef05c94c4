-- Which forecasts moved most from the origin before the last to the last, over the periods that both are of?
-- The origin before is there as long as the topic still holds it: it is compacted, the newest of a series stays.
--
-- param forecaster STRING = combined: whose forecast
-- param top INT = 20: rows shown
-- column sku: stock keeping unit
-- column location: location of the series
-- column origin_before: date of the origin before the last
-- column origin_now: date of the last origin
-- column periods: periods that both forecast
-- column before: units of them as expected before
-- column now: units of them as expected now
-- column change: units, now less before
SELECT n.sku, n.location, o.origin_date AS origin_before, n.origin_date AS origin_now, COUNT(*) AS periods,
  SUM(o.mean) AS before, SUM(n.mean) AS now, SUM(n.mean) - SUM(o.mean) AS change
FROM (
  SELECT r.sku, r.location, r.origin_date, t.target, r.mean[ARRAY_POSITION(r.targets, t.target)] AS mean
  FROM forecast_origins AS r CROSS JOIN UNNEST(r.targets) AS t (target)
  WHERE r.place = 1 AND r.`level` = 'sku' AND r.forecaster = :forecaster) AS n
JOIN (
  SELECT r.sku, r.location, r.origin_date, t.target, r.mean[ARRAY_POSITION(r.targets, t.target)] AS mean
  FROM forecast_origins AS r CROSS JOIN UNNEST(r.targets) AS t (target)
  WHERE r.place = 2 AND r.`level` = 'sku' AND r.forecaster = :forecaster) AS o
  ON o.sku = n.sku AND o.location = n.location AND o.target = n.target
GROUP BY n.sku, n.location, o.origin_date, n.origin_date
ORDER BY ABS(SUM(n.mean) - SUM(o.mean)) DESC, n.sku, n.location
LIMIT :top
