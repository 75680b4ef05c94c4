-- Which SKUs may take sales from one another: of one category and location, one gains while the other loses, and their days go
-- against each other?
-- A candidate is a question to look into, not an answer: both may follow something else.
--
-- param days INT = 28: days of each of the two spans, the last one and the one before
-- param correlation NUMBER = -0.3: correlation of units by day at most, over both spans
-- param top INT = 20: rows shown
-- column category: category of both
-- column location: location of both
-- column gains: SKU that gains
-- column gain: units, last span less the one before
-- column loses: SKU that loses
-- column loss: units, the span before less the last one
-- column correlation: of their units by day
SELECT p.category, p.location, p.gains, p.gain, p.loses, p.loss, p.correlation
FROM (
  SELECT a.category, a.location, a.sku AS gains, b.sku AS loses,
    SUM(CASE WHEN a.late THEN a.units ELSE -a.units END) AS gain,
    SUM(CASE WHEN b.late THEN -b.units ELSE b.units END) AS loss,
    CASE WHEN COUNT(*) * SUM(a.units * a.units) > SUM(a.units) * SUM(a.units)
        AND COUNT(*) * SUM(b.units * b.units) > SUM(b.units) * SUM(b.units)
      THEN (COUNT(*) * SUM(a.units * b.units) - SUM(a.units) * SUM(b.units))
        / SQRT((COUNT(*) * SUM(a.units * a.units) - SUM(a.units) * SUM(a.units))
          * (COUNT(*) * SUM(b.units * b.units) - SUM(b.units) * SUM(b.units))) END AS correlation
  FROM (
    SELECT t.sku, t.location, c.category, t.period_start, t.units,
      t.period_date > TIMESTAMPADD(DAY, -:days, l.last_date) AS late
    FROM latest_trends AS t
    CROSS JOIN (SELECT MAX(period_date) AS last_date FROM latest_trends) AS l
    JOIN sku_categories AS c ON c.sku = t.sku
    WHERE t.period_date > TIMESTAMPADD(DAY, -2 * :days, l.last_date)) AS a
  JOIN (
    SELECT t.sku, t.location, c.category, t.period_start, t.units,
      t.period_date > TIMESTAMPADD(DAY, -:days, l.last_date) AS late
    FROM latest_trends AS t
    CROSS JOIN (SELECT MAX(period_date) AS last_date FROM latest_trends) AS l
    JOIN sku_categories AS c ON c.sku = t.sku
    WHERE t.period_date > TIMESTAMPADD(DAY, -2 * :days, l.last_date)) AS b
    ON b.category = a.category AND b.location = a.location AND b.period_start = a.period_start AND b.sku <> a.sku
  GROUP BY a.category, a.location, a.sku, b.sku) AS p
WHERE p.gain > 0 AND p.loss > 0 AND p.correlation <= :correlation
ORDER BY LEAST(p.gain, p.loss) DESC, p.location, p.gains, p.loses
LIMIT :top
