-- Which series have hardly sold of late?
--
-- param days INT = 28: days back from the last period
-- param top INT = 20: rows shown
-- column sku: stock keeping unit
-- column location: location of the series
-- column units: units sold
-- column periods_with_sales: periods with more than nothing sold
-- column last_sale: date of the last period in which anything was sold, however long ago
SELECT t.sku, t.location,
  SUM(CASE WHEN t.period_date > TIMESTAMPADD(DAY, -:days, l.last_date) THEN t.units ELSE 0 END) AS units,
  SUM(CASE WHEN t.period_date > TIMESTAMPADD(DAY, -:days, l.last_date) AND t.units > 0 THEN 1 ELSE 0 END) AS periods_with_sales,
  MAX(CASE WHEN t.units > 0 THEN t.period_date END) AS last_sale
FROM latest_trends AS t
CROSS JOIN (SELECT MAX(period_date) AS last_date FROM latest_trends) AS l
GROUP BY t.sku, t.location
ORDER BY units, periods_with_sales, sku, location
LIMIT :top
