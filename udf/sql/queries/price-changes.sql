-- Whose price has changed, and what did sales do?
-- Mean prices, weighted by units, of order lines as they were sent, without returns, a repeat once.
--
-- param days INT = 28: days of each of the two spans, back from the last sale
-- param share NUMBER = 0.05: least change of the price, as a share of the one before
-- param top INT = 20: rows shown
-- column sku: stock keeping unit
-- column location: location of the series
-- column price_before: currency per unit, span before
-- column price_after: currency per unit, last span
-- column price_change: after over before, less 1
-- column units_before: units sold in the span before
-- column units_after: units sold in the last span
-- column units_change: after over before, less 1
SELECT p.sku, p.location, p.price_before, p.price_after, p.price_after / p.price_before - 1 AS price_change,
  p.units_before, p.units_after, p.units_after / p.units_before - 1 AS units_change
FROM (
  SELECT s.sku, s.location,
    SUM(CASE WHEN s.sold_at <= TIMESTAMPADD(DAY, -:days, l.last_at) THEN s.quantity ELSE 0 END) AS units_before,
    SUM(CASE WHEN s.sold_at > TIMESTAMPADD(DAY, -:days, l.last_at) THEN s.quantity ELSE 0 END) AS units_after,
    SUM(CASE WHEN s.sold_at <= TIMESTAMPADD(DAY, -:days, l.last_at) THEN s.quantity * s.price END)
      / SUM(CASE WHEN s.sold_at <= TIMESTAMPADD(DAY, -:days, l.last_at) THEN s.quantity END) AS price_before,
    SUM(CASE WHEN s.sold_at > TIMESTAMPADD(DAY, -:days, l.last_at) THEN s.quantity * s.price END)
      / SUM(CASE WHEN s.sold_at > TIMESTAMPADD(DAY, -:days, l.last_at) THEN s.quantity END) AS price_after
  FROM (SELECT DISTINCT id, sku, location, sold_at, quantity, price FROM sales WHERE quantity > 0 AND price > 0) AS s
  CROSS JOIN (SELECT MAX(CAST(sold_at AS TIMESTAMP(3))) AS last_at FROM sales) AS l
  WHERE s.sold_at > TIMESTAMPADD(DAY, -2 * :days, l.last_at)
  GROUP BY s.sku, s.location) AS p
WHERE ABS(p.price_after / p.price_before - 1) >= :share
ORDER BY ABS(p.price_after / p.price_before - 1) DESC, p.sku, p.location
LIMIT :top
