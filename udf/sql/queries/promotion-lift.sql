-- How much more is sold on days with a promotion?
-- A day counts as promoted when any order line of the series was sold on promotion; dates of sales are those of their time as
-- it was sent.
--
-- param least INT = 3: promoted days that there must be, and other ones
-- param top INT = 20: rows shown
-- column sku: stock keeping unit
-- column location: location of the series
-- column promoted_days: periods with a promotion
-- column other_days: periods without
-- column promoted: units a period with a promotion
-- column usual: units a period without
-- column lift: promoted over usual, less 1
SELECT d.sku, d.location, d.promoted_days, d.other_days, d.promoted_units / d.promoted_days AS promoted,
  d.other_units / d.other_days AS usual,
  CASE WHEN d.other_units > 0 THEN (d.promoted_units / d.promoted_days) / (d.other_units / d.other_days) - 1 END AS lift
FROM (
  SELECT t.sku, t.location,
    SUM(CASE WHEN p.sku IS NULL THEN 0 ELSE 1 END) AS promoted_days,
    SUM(CASE WHEN p.sku IS NULL THEN 1 ELSE 0 END) AS other_days,
    SUM(CASE WHEN p.sku IS NULL THEN 0 ELSE t.units END) AS promoted_units,
    SUM(CASE WHEN p.sku IS NULL THEN t.units ELSE 0 END) AS other_units
  FROM latest_trends AS t
  LEFT JOIN (SELECT DISTINCT sku, location, CAST(sold_at AS DATE) AS sold_on FROM sales WHERE promotion) AS p
    ON p.sku = t.sku AND p.location = t.location AND p.sold_on = t.period_date
  GROUP BY t.sku, t.location) AS d
WHERE d.promoted_days >= :least AND d.other_days >= :least AND d.promoted_days > 0 AND d.other_days > 0
ORDER BY lift DESC, sku, location
LIMIT :top
