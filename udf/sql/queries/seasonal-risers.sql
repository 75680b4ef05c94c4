-- Which series will sell more in the coming days than in as many days before, and did they a year ago?
--
-- param days INT = 28: days of each span, at most those that are forecast
-- param forecaster STRING = combined: whose forecast
-- param least NUMBER = 1: units that must have been sold
-- param top INT = 20: rows shown
-- column sku: stock keeping unit
-- column location: location of the series
-- column sold: units of the span up to the last origin
-- column expected: units of the span after it
-- column rise: expected over sold, less 1
-- column rise_a_year_ago: the same of the two spans 364 days before; none where that is not known
-- column rise_probability: that demand of the next week is above that of a usual one, as the model of directions has it
SELECT e.sku, e.location, s.sold, e.expected, e.expected / s.sold - 1 AS rise,
  CASE WHEN s.sold_then > 0 THEN s.next_then / s.sold_then - 1 END AS rise_a_year_ago, e.rise_probability
FROM (
  SELECT p.sku, p.location, p.origin_date, SUM(p.mean) AS expected, MAX(f.rise_probability) AS rise_probability
  FROM forecast_periods AS p
  JOIN latest_forecasts AS f ON f.sku = p.sku AND f.location = p.location AND f.forecaster = p.forecaster
  WHERE p.`level` = 'sku' AND p.forecaster = :forecaster AND p.target_date <= TIMESTAMPADD(DAY, :days, p.origin_date)
  GROUP BY p.sku, p.location, p.origin_date) AS e
JOIN (
  SELECT t.sku, t.location,
    SUM(CASE WHEN t.period_date > TIMESTAMPADD(DAY, -:days, f.origin_date) AND t.period_date <= f.origin_date
      THEN t.units ELSE 0 END) AS sold,
    SUM(CASE WHEN t.period_date > TIMESTAMPADD(DAY, -364 - :days, f.origin_date)
      AND t.period_date <= TIMESTAMPADD(DAY, -364, f.origin_date) THEN t.units ELSE 0 END) AS sold_then,
    SUM(CASE WHEN t.period_date > TIMESTAMPADD(DAY, -364, f.origin_date)
      AND t.period_date <= TIMESTAMPADD(DAY, -364 + :days, f.origin_date) THEN t.units ELSE 0 END) AS next_then
  FROM latest_trends AS t
  JOIN latest_forecasts AS f ON f.sku = t.sku AND f.location = t.location AND f.forecaster = :forecaster
  GROUP BY t.sku, t.location) AS s
  ON s.sku = e.sku AND s.location = e.location
WHERE s.sold >= :least AND e.expected > s.sold
ORDER BY e.expected / s.sold DESC, e.sku, e.location
LIMIT :top
