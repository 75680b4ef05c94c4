-- Of which SKUs does most come back?
-- Order lines as they were sent, a repeat once.
--
-- param least NUMBER = 10: units that must have been sold
-- param top INT = 20: rows shown
-- column sku: stock keeping unit
-- column sold: units sold
-- column returned: units returned
-- column share: returned over sold
SELECT r.sku, r.sold, r.returned, r.returned / r.sold AS share
FROM (
  SELECT sku, SUM(CASE WHEN quantity > 0 THEN quantity ELSE 0 END) AS sold,
    SUM(CASE WHEN quantity < 0 THEN -quantity ELSE 0 END) AS returned
  FROM (SELECT DISTINCT id, sku, location, sold_at, quantity, price FROM sales)
  GROUP BY sku) AS r
WHERE r.sold >= :least AND r.returned > 0
ORDER BY share DESC, sku
LIMIT :top
