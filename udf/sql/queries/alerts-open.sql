-- Which alerts have been raised of late: the newest of every series, kind and lag?
--
-- param days INT = 28: days back from the last period of an alert
-- param kind STRING = : kind, such as band-broken, empty for all
-- param top INT = 50: rows shown
-- column sku: stock keeping unit; of a level category:NAME, or * for all
-- column location: location; of a level * for all
-- column kind: what is wrong
-- column lag_periods: periods from origin to target of the forecasts meant
-- column period_date: date of the period in which it was raised
-- column found: what was found
-- column allowed: what is allowed
-- column message: a sentence
SELECT a.sku, a.location, a.kind, a.lag_periods, a.period_date, a.found, a.allowed, a.message
FROM (
  SELECT sku, location, kind, lag_periods, period_date, found, allowed, message,
    ROW_NUMBER() OVER (PARTITION BY sku, location, kind, lag_periods ORDER BY period_start DESC) AS newest
  FROM alerts
  WHERE :kind = '' OR kind = :kind) AS a
CROSS JOIN (SELECT MAX(period_date) AS last_date FROM alerts) AS l
WHERE a.newest = 1 AND a.period_date > TIMESTAMPADD(DAY, -:days, l.last_date)
ORDER BY a.period_date DESC, a.sku, a.location, a.kind, a.lag_periods
LIMIT :top
