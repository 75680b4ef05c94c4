-- Which series gain or lose most units: those of the last days against those of as many days before?
--
-- param days INT = 7: days of each of the two spans
-- param top INT = 20: rows shown
-- param location STRING = : location, empty for all
-- column sku: stock keeping unit
-- column location: location of the series
-- column before: units of the span before
-- column after: units of the last span, which ends with the last period there is
-- column change: units, after less before
SELECT t.sku, t.location, t.before, t.after, t.after - t.before AS change
FROM (
  SELECT sku, location,
    SUM(CASE WHEN period_date <= TIMESTAMPADD(DAY, -:days, last_date) THEN units ELSE 0 END) AS before,
    SUM(CASE WHEN period_date > TIMESTAMPADD(DAY, -:days, last_date) THEN units ELSE 0 END) AS after
  FROM latest_trends
  CROSS JOIN (SELECT MAX(period_date) AS last_date FROM latest_trends)
  WHERE period_date > TIMESTAMPADD(DAY, -2 * :days, last_date) AND (:location = '' OR location = :location)
  GROUP BY sku, location) AS t
ORDER BY ABS(t.after - t.before) DESC, t.sku, t.location
LIMIT :top
