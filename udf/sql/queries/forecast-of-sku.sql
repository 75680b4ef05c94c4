-- What is expected of one SKU, period by period, and how sure is that?
--
-- param sku STRING = *: stock keeping unit; category:NAME and * are levels
-- param location STRING = : location, empty for all that it is sold at
-- param forecaster STRING = combined: whose forecast
-- param top INT = 400: rows shown
-- column location: location of the series
-- column target_date: date of the period
-- column horizon: periods from the origin
-- column mean: units expected
-- column q10: units that demand stays below with a probability of 10 %
-- column q50: of 50 %
-- column q90: of 90 %
SELECT location, target_date, horizon, mean, q10, q50, q90
FROM forecast_periods
WHERE sku = :sku AND (:location = '' OR location = :location) AND forecaster = :forecaster
ORDER BY location, horizon
LIMIT :top
