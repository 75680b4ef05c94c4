-- Where was a forecast furthest from what was sold, and what had moved it?
-- Reasons are those of the forecast as it was published: there are some where the lag is a multiple of forecast.every, and as long
-- as the topic still holds the forecast: it is compacted, the newest of a series stays.
--
-- param days INT = 28: days back from the last period that was scored
-- param lag INT = 7: periods from origin to target
-- param forecaster STRING = combined: whose forecast
-- param top INT = 20: rows shown
-- column sku: stock keeping unit
-- column location: location of the series
-- column period_date: date of the period
-- column demand: units sold
-- column forecast: units that were forecast
-- column error: units, demand less forecast: above 0 where the forecast was too low
-- column reason: feature that moved the forecast most, over all its targets together
-- column effect: units that it added
-- column second_reason: the next
-- column second_effect: units that it added
SELECT a.sku, a.location, a.period_date, a.demand, a.forecast, a.error,
  f.contributions[1].feature AS reason, f.contributions[1].effect AS effect,
  f.contributions[2].feature AS second_reason, f.contributions[2].effect AS second_effect
FROM forecast_against_actual AS a
CROSS JOIN (SELECT MAX(period_date) AS last_date FROM accuracy WHERE `level` = 'sku') AS l
LEFT JOIN (
  SELECT sku, location, forecaster, contributions,
    CAST(REPLACE(SUBSTRING(targets[:lag] FROM 1 FOR 16), 'T', ' ') AS TIMESTAMP(3)) AS target_start,
    ROW_NUMBER() OVER (PARTITION BY sku, location, forecaster, origin ORDER BY revision DESC, topic_offset DESC) AS newest
  FROM forecasts
  WHERE `level` = 'sku') AS f
  ON f.sku = a.sku AND f.location = a.location AND f.forecaster = a.forecaster AND f.target_start = a.period_start AND f.newest = 1
WHERE a.forecaster = :forecaster AND a.lag_periods = :lag AND a.period_date > TIMESTAMPADD(DAY, -:days, l.last_date)
ORDER BY ABS(a.error) DESC, a.sku, a.location, a.period_date
LIMIT :top
