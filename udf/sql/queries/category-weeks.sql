-- How many units are expected of each category in each of the coming weeks?
--
-- param category STRING = : category, empty for all
-- param top INT = 100: rows shown
-- column category: name of the category
-- column week_start: Monday of the week
-- column periods: periods of the week that are forecast: fewer at both ends
-- column units: units expected
SELECT category, week_start, periods, units
FROM forecast_by_category_and_week
WHERE :category = '' OR category = :category
ORDER BY category, week_start
LIMIT :top
