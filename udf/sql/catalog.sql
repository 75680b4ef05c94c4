-- Skucast's topics as tables of Flink SQL, and views over them.
--
-- `skucast sql` fills in ${connector}, ${bootstrap} and ${prefix}. Elsewhere they are: kafka, the brokers, and skucast.
-- A table has the fields of its topic as they are written (flink-job/src/main/resources/schema), then what is made of
-- them here: dates and times that SQL can calculate with, and where the record stands. What is not committed is not read.
-- Fields whose names are words of SQL keep them and are written `period`, `time`, `value`, `limit`; beside them stand
-- columns with plain names.
--
-- Tables are append-only, so that they can be asked in both of Flink's modes: in batch mode up to what is committed now,
-- in streaming mode from the beginning and on. A correction is one more record; which is the newest, views say. The two
-- tables named _by_key read the compacted topics as tables that are updated in place; Flink has those in streaming mode
-- only.

CREATE TABLE sales_topic (
  id STRING COMMENT 'id of the order line; absent: its own content',
  sku STRING COMMENT 'stock keeping unit; absent in a clock and in a line that the feed itself rejected',
  location STRING COMMENT 'absent: all',
  `time` STRING COMMENT 'ISO date, local date-time or instant',
  zone STRING COMMENT 'zone of a time without offset; absent: that of the location',
  quantity DOUBLE COMMENT 'units; negative: a return',
  price DOUBLE COMMENT 'currency per unit; absent: not known',
  promotion BOOLEAN COMMENT 'sold on promotion',
  category STRING COMMENT 'category of the SKU',
  closed_until STRING COMMENT 'of a clock: every sale before this instant has been sent to the partition',
  rejected STRING COMMENT 'why the feed found the line to be no sale',
  detail STRING COMMENT 'the field, the value found and what would be right',
  source STRING COMMENT 'where the line stood',
  excerpt STRING COMMENT 'first characters of the line',
  sold_at AS COALESCE(
    TRY_CAST(REPLACE(SUBSTRING(COALESCE(`time`, closed_until) FROM 1 FOR 19), 'T', ' ') AS TIMESTAMP(3)),
    TIMESTAMP '1970-01-01 00:00:00') COMMENT 'the time as it is written, without its zone: of an instant, UTC',
  written_at TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'when the broker took the record',
  topic_partition INT METADATA FROM 'partition' VIRTUAL,
  topic_offset BIGINT METADATA FROM 'offset' VIRTUAL,
  WATERMARK FOR sold_at AS sold_at - INTERVAL '1' HOUR
) COMMENT 'Topic sales.v1 as it was sent: order lines, clocks, and lines that the feed rejected. Nothing is validated.'
WITH (
  'connector' = '${connector}',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'topic' = '${prefix}.sales.v1',
  'scan.startup.mode' = 'earliest-offset',
  'scan.watermark.idle-timeout' = '10 s',
  'format' = 'json',
  'json.ignore-parse-errors' = 'true'
);

CREATE TABLE signals (
  id STRING COMMENT 'id among the signals of its kind and series; absent: its own content',
  sku STRING COMMENT 'stock keeping unit',
  location STRING COMMENT 'absent: all',
  `time` STRING COMMENT 'ISO date, local date-time or instant',
  zone STRING COMMENT 'zone of a time without offset; absent: that of the location',
  kind STRING COMMENT 'view, cart or stock',
  quantity DOUBLE COMMENT 'of views and carts a count, absent: 1; of stock the level in units',
  seen_at AS COALESCE(
    TRY_CAST(REPLACE(SUBSTRING(`time` FROM 1 FOR 19), 'T', ' ') AS TIMESTAMP(3)),
    TIMESTAMP '1970-01-01 00:00:00') COMMENT 'the time as it is written, without its zone: of an instant, UTC',
  written_at TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'when the broker took the record',
  topic_partition INT METADATA FROM 'partition' VIRTUAL,
  topic_offset BIGINT METADATA FROM 'offset' VIRTUAL,
  WATERMARK FOR seen_at AS seen_at - INTERVAL '1' HOUR
) COMMENT 'Topic signals.v1 as it was sent: views, carts and stock. Nothing is validated.'
WITH (
  'connector' = '${connector}',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'topic' = '${prefix}.signals.v1',
  'scan.startup.mode' = 'earliest-offset',
  'scan.watermark.idle-timeout' = '10 s',
  'format' = 'json',
  'json.ignore-parse-errors' = 'true'
);

CREATE TABLE trends (
  sku STRING COMMENT 'stock keeping unit',
  location STRING COMMENT 'location of the series',
  `period` STRING COMMENT 'first date of the period, for hours its first instant with offset',
  revision BIGINT COMMENT 'sales and signals of the series up to the period; grows with every correction',
  units DOUBLE COMMENT 'units sold, net of returns',
  revenue DOUBLE COMMENT 'currency, net of returns',
  sales BIGINT COMMENT 'order lines in the period',
  `level` DOUBLE COMMENT 'units per period, season taken out',
  slope DOUBLE COMMENT 'units per period and period',
  season DOUBLE COMMENT 'units above the level that the place in the season usually has',
  moving_average DOUBLE COMMENT 'units, mean of the last four seasons',
  ses DOUBLE COMMENT 'units, simple exponential smoothing',
  week_change DOUBLE COMMENT 'units less those of the same period a week ago; absent where there is none',
  year_change DOUBLE COMMENT 'units less those of the same period a year ago; absent where there is none',
  period_start AS CAST(REPLACE(SUBSTRING(`period` FROM 1 FOR 16), 'T', ' ') AS TIMESTAMP(3))
    COMMENT 'where the period begins, in the clock of its location',
  period_date AS CAST(SUBSTRING(`period` FROM 1 FOR 10) AS DATE) COMMENT 'date on which the period begins',
  written_at TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'when the broker took the record',
  topic_partition INT METADATA FROM 'partition' VIRTUAL,
  topic_offset BIGINT METADATA FROM 'offset' VIRTUAL,
  WATERMARK FOR period_start AS period_start - INTERVAL '7' DAY
) COMMENT 'Topic trends.v1: what one series did in one period and its smoothed course after it; every revision.'
WITH (
  'connector' = '${connector}',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'topic' = '${prefix}.trends.v1',
  'scan.startup.mode' = 'earliest-offset',
  'scan.watermark.idle-timeout' = '10 s',
  'format' = 'json'
);

CREATE TABLE forecasts (
  sku STRING COMMENT 'stock keeping unit; of a level category:NAME, or * for all',
  location STRING COMMENT 'location of the series; of a level * for all',
  `level` STRING COMMENT 'sku, category-location, location, category or total',
  origin STRING COMMENT 'last closed period: its first date, for hours its first instant with offset',
  forecaster STRING COMMENT 'who forecasts; combined is the one to act on',
  revision BIGINT COMMENT 'sales and signals of the series up to the origin',
  targets ARRAY<STRING> COMMENT 'periods forecast, horizon 1 first',
  mean ARRAY<DOUBLE> COMMENT 'units expected, one a target',
  levels ARRAY<DOUBLE> COMMENT 'quantile levels, ascending',
  quantiles ARRAY<ARRAY<DOUBLE>> COMMENT 'units; one array a level, in it one number a target',
  contributions ARRAY<ROW<feature STRING, `value` DOUBLE, effect DOUBLE>>
    COMMENT 'what moved the mean most, the largest first; absent where no linear model had a part',
  rise_probability DOUBLE COMMENT 'that demand of the next week is above that of a usual one; absent where it is not known',
  deep_version STRING COMMENT 'version of the deep model that has a part; absent where deep forecasts are off',
  origin_start AS CAST(REPLACE(SUBSTRING(origin FROM 1 FOR 16), 'T', ' ') AS TIMESTAMP(3))
    COMMENT 'where the origin begins, in the clock of its location',
  origin_date AS CAST(SUBSTRING(origin FROM 1 FOR 10) AS DATE) COMMENT 'date on which the origin begins',
  written_at TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'when the job issued it',
  topic_partition INT METADATA FROM 'partition' VIRTUAL,
  topic_offset BIGINT METADATA FROM 'offset' VIRTUAL,
  WATERMARK FOR origin_start AS origin_start - INTERVAL '7' DAY
) COMMENT 'Topic forecasts.v1: one series, one origin, one forecaster; every revision that the compacted topic still holds.'
WITH (
  'connector' = '${connector}',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'topic' = '${prefix}.forecasts.v1',
  'scan.startup.mode' = 'earliest-offset',
  'scan.watermark.idle-timeout' = '10 s',
  'format' = 'json'
);

CREATE TABLE forecasts_by_key (
  series_forecaster STRING COMMENT 'the key of the record: sku|location|forecaster',
  sku STRING COMMENT 'stock keeping unit; of a level category:NAME, or * for all',
  location STRING COMMENT 'location of the series; of a level * for all',
  `level` STRING COMMENT 'sku, category-location, location, category or total',
  origin STRING COMMENT 'last closed period: its first date, for hours its first instant with offset',
  forecaster STRING COMMENT 'who forecasts; combined is the one to act on',
  revision BIGINT COMMENT 'sales and signals of the series up to the origin',
  targets ARRAY<STRING> COMMENT 'periods forecast, horizon 1 first',
  mean ARRAY<DOUBLE> COMMENT 'units expected, one a target',
  levels ARRAY<DOUBLE> COMMENT 'quantile levels, ascending',
  quantiles ARRAY<ARRAY<DOUBLE>> COMMENT 'units; one array a level, in it one number a target',
  rise_probability DOUBLE COMMENT 'that demand of the next week is above that of a usual one; absent where it is not known',
  written_at TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'when the job issued it',
  PRIMARY KEY (series_forecaster) NOT ENFORCED
) COMMENT 'Topic forecasts.v1 as a table that is updated in place: the forecast written last of every series and forecaster. Streaming mode only.'
WITH (
  'connector' = 'upsert-kafka',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'topic' = '${prefix}.forecasts.v1',
  'key.format' = 'raw',
  'value.format' = 'json',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE accuracy (
  sku STRING COMMENT 'stock keeping unit; of a level category:NAME, or * for all',
  location STRING COMMENT 'location of the series; of a level * for all',
  `level` STRING COMMENT 'sku, category, location or total: what is scored',
  `period` STRING COMMENT 'period that was forecast: its first date, for hours its first instant with offset',
  forecaster STRING COMMENT 'who forecasts',
  demand DOUBLE COMMENT 'units; of one series',
  tracking_signal DOUBLE COMMENT 'smoothed error over smoothed absolute error at lag 1; of one series, of the combination',
  lags ARRAY<ROW<
    `lag` INT,
    error DOUBLE, absolute_error DOUBLE, squared_scaled_error DOUBLE, pinball DOUBLE,
    inside_50 DOUBLE, inside_80 DOUBLE, inside_90 DOUBLE,
    scores INT, bias DOUBLE, mae DOUBLE, mse DOUBLE, rmse DOUBLE, mase DOUBLE, rmsse DOUBLE,
    added_to_naive DOUBLE, added_to_seasonal_naive DOUBLE, pinball_running DOUBLE,
    coverage_50 DOUBLE, coverage_80 DOUBLE, coverage_90 DOUBLE,
    series INT, demand DOUBLE, wape DOUBLE, bias_share DOUBLE, pinball_share DOUBLE>>
    COMMENT 'one item a lag that was scored; of a series in units, of a level series, demand and shares',
  period_start AS CAST(REPLACE(SUBSTRING(`period` FROM 1 FOR 16), 'T', ' ') AS TIMESTAMP(3))
    COMMENT 'where the period begins, in the clock of its location',
  period_date AS CAST(SUBSTRING(`period` FROM 1 FOR 10) AS DATE) COMMENT 'date on which the period begins',
  written_at TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'when the job scored it',
  topic_partition INT METADATA FROM 'partition' VIRTUAL,
  topic_offset BIGINT METADATA FROM 'offset' VIRTUAL,
  WATERMARK FOR period_start AS period_start - INTERVAL '7' DAY
) COMMENT 'Topic accuracy.v1: forecasts of one period by one forecaster against its demand. Final.'
WITH (
  'connector' = '${connector}',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'topic' = '${prefix}.accuracy.v1',
  'scan.startup.mode' = 'earliest-offset',
  'scan.watermark.idle-timeout' = '10 s',
  'format' = 'json'
);

CREATE TABLE alerts (
  sku STRING COMMENT 'stock keeping unit; of a level category:NAME, or * for all',
  location STRING COMMENT 'location of the series; of a level * for all',
  `level` STRING COMMENT 'sku, category-location, location, category or total',
  `period` STRING COMMENT 'period that was scored when it was raised, of a model the last that it was trained on',
  kind STRING COMMENT 'what is wrong, such as drift-up or band-broken',
  `lag` INT COMMENT 'periods from origin to target of the forecasts meant',
  `value` DOUBLE COMMENT 'what was found; absent where that is no number',
  `limit` DOUBLE COMMENT 'what is allowed, in the unit of the value',
  message STRING COMMENT 'a sentence for a planner',
  lag_periods AS `lag` COMMENT 'the field lag under a plain name',
  found AS `value` COMMENT 'the field value under a plain name',
  allowed AS `limit` COMMENT 'the field limit under a plain name',
  period_start AS CAST(REPLACE(SUBSTRING(`period` FROM 1 FOR 16), 'T', ' ') AS TIMESTAMP(3))
    COMMENT 'where the period begins, in the clock of its location',
  period_date AS CAST(SUBSTRING(`period` FROM 1 FOR 10) AS DATE) COMMENT 'date on which the period begins',
  written_at TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'when the job raised it',
  topic_partition INT METADATA FROM 'partition' VIRTUAL,
  topic_offset BIGINT METADATA FROM 'offset' VIRTUAL,
  WATERMARK FOR period_start AS period_start - INTERVAL '7' DAY
) COMMENT 'Topic alerts.v1: forecasts of a series, or models of a category, that need a look. Final.'
WITH (
  'connector' = '${connector}',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'topic' = '${prefix}.alerts.v1',
  'scan.startup.mode' = 'earliest-offset',
  'scan.watermark.idle-timeout' = '10 s',
  'format' = 'json'
);

CREATE TABLE model_versions (
  `model` STRING COMMENT 'linear says demand, direction whether it rises',
  category STRING COMMENT 'category of the series that it is for; * for all',
  first_horizon INT COMMENT 'least horizon that it forecasts, in periods',
  last_horizon INT COMMENT 'greatest horizon that it forecasts, in periods',
  version BIGINT COMMENT 'later versions are greater',
  effective_origin STRING COMMENT 'first origin whose forecasts use it',
  trained_through STRING COMMENT 'last period that it was trained on',
  samples BIGINT COMMENT 'lessons that it was trained on',
  loss DOUBLE COMMENT 'on lessons held out: mean squared error, or log loss of a direction',
  naive_loss DOUBLE COMMENT 'of the naive forecast on the same lessons',
  ridge DOUBLE COMMENT 'regularisation, as a fraction of a feature''s variance',
  `condition` DOUBLE COMMENT 'condition of the matrix solved for',
  mix DOUBLE COMMENT 'share of the model in the combination',
  residual_variance DOUBLE COMMENT 'mean squared error on the lessons trained on',
  layout STRING COMMENT 'fingerprint of the feature layout',
  intercept DOUBLE COMMENT 'what it says where all features are 0',
  features ARRAY<ROW<name STRING, coefficient DOUBLE, mean DOUBLE>> COMMENT 'in the order of the layout',
  says AS `model` COMMENT 'the field model under a plain name',
  effective_start AS CAST(REPLACE(SUBSTRING(effective_origin FROM 1 FOR 16), 'T', ' ') AS TIMESTAMP(3))
    COMMENT 'where the first origin that uses it begins',
  written_at TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'when the job trained it',
  topic_partition INT METADATA FROM 'partition' VIRTUAL,
  topic_offset BIGINT METADATA FROM 'offset' VIRTUAL,
  WATERMARK FOR effective_start AS effective_start - INTERVAL '7' DAY
) COMMENT 'Topic models.v1: versions of linear models, numbers in full; those that the compacted topic still holds.'
WITH (
  'connector' = '${connector}',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'topic' = '${prefix}.models.v1',
  'scan.startup.mode' = 'earliest-offset',
  'scan.watermark.idle-timeout' = '10 s',
  'format' = 'json'
);

CREATE TABLE model_versions_by_key (
  model_group STRING COMMENT 'the key of the record: model:first_horizon-last_horizon:category',
  `model` STRING COMMENT 'linear says demand, direction whether it rises',
  category STRING COMMENT 'category of the series that it is for; * for all',
  first_horizon INT COMMENT 'least horizon that it forecasts, in periods',
  last_horizon INT COMMENT 'greatest horizon that it forecasts, in periods',
  version BIGINT COMMENT 'later versions are greater',
  effective_origin STRING COMMENT 'first origin whose forecasts use it',
  samples BIGINT COMMENT 'lessons that it was trained on',
  loss DOUBLE COMMENT 'on lessons held out: mean squared error, or log loss of a direction',
  naive_loss DOUBLE COMMENT 'of the naive forecast on the same lessons',
  mix DOUBLE COMMENT 'share of the model in the combination',
  written_at TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'when the job trained it',
  PRIMARY KEY (model_group) NOT ENFORCED
) COMMENT 'Topic models.v1 as a table that is updated in place: the newest version of every group. Streaming mode only.'
WITH (
  'connector' = 'upsert-kafka',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'topic' = '${prefix}.models.v1',
  'key.format' = 'raw',
  'value.format' = 'json',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE rejected (
  source STRING COMMENT 'topic-partition@offset or file:line; of a signal that came too late, the signal itself',
  reason STRING COMMENT 'what is wrong, a code such as missing-field',
  detail STRING COMMENT 'the field, the value found and what would be right',
  excerpt STRING COMMENT 'first characters of the payload',
  written_at TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'when the job rejected it',
  topic_partition INT METADATA FROM 'partition' VIRTUAL,
  topic_offset BIGINT METADATA FROM 'offset' VIRTUAL,
  WATERMARK FOR written_at AS written_at - INTERVAL '1' MINUTE
) COMMENT 'Topic rejected.v1: records that were not accepted.'
WITH (
  'connector' = '${connector}',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'topic' = '${prefix}.rejected.v1',
  'scan.startup.mode' = 'earliest-offset',
  'scan.watermark.idle-timeout' = '10 s',
  'format' = 'json'
);

CREATE TABLE late (
  id STRING COMMENT 'id of the order line',
  sku STRING COMMENT 'stock keeping unit',
  location STRING COMMENT 'location of the series',
  `time` STRING COMMENT 'instant',
  quantity DOUBLE COMMENT 'units; negative: a return',
  price DOUBLE COMMENT 'currency per unit; absent where not known',
  promotion BOOLEAN COMMENT 'sold on promotion',
  category STRING COMMENT 'category of the SKU, may be empty',
  sold_at AS CAST(REPLACE(SUBSTRING(`time` FROM 1 FOR 19), 'T', ' ') AS TIMESTAMP(3)) COMMENT 'when it was sold, in UTC',
  written_at TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'when the job found it late',
  topic_partition INT METADATA FROM 'partition' VIRTUAL,
  topic_offset BIGINT METADATA FROM 'offset' VIRTUAL,
  WATERMARK FOR written_at AS written_at - INTERVAL '1' MINUTE
) COMMENT 'Topic late.v1: sales that came after their period was sealed.'
WITH (
  'connector' = '${connector}',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'topic' = '${prefix}.late.v1',
  'scan.startup.mode' = 'earliest-offset',
  'scan.watermark.idle-timeout' = '10 s',
  'format' = 'json'
);

CREATE VIEW sales COMMENT 'Order lines as they were sent, repeats among them: what was counted of them, latest_trends says.' AS
SELECT id, sku, COALESCE(location, 'all') AS location, sold_at, quantity, price, COALESCE(promotion, FALSE) AS promotion,
  COALESCE(category, '') AS category, written_at, topic_partition, topic_offset
FROM sales_topic
WHERE sku IS NOT NULL AND quantity IS NOT NULL AND rejected IS NULL;

CREATE VIEW sku_categories COMMENT 'The category that a SKU was last sold under; only sales say it.' AS
SELECT sku, category
FROM (
  SELECT sku, category, ROW_NUMBER() OVER (PARTITION BY sku ORDER BY sold_at DESC, topic_offset DESC) AS newest
  FROM sales)
WHERE newest = 1;

CREATE VIEW latest_trends COMMENT 'The newest revision of every series and period.' AS
SELECT sku, location, period_start, period_date, revision, units, revenue, sales, `level`, slope, season, moving_average, ses,
  week_change, year_change
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY sku, location, period_start ORDER BY revision DESC, topic_offset DESC) AS newest
  FROM trends)
WHERE newest = 1;

CREATE VIEW latest_forecasts COMMENT 'The newest forecast of every series, or level, and forecaster.' AS
SELECT sku, location, `level`, origin_start, origin_date, forecaster, revision, targets, mean, levels, quantiles, contributions,
  rise_probability, deep_version, written_at
FROM (
  SELECT *, ROW_NUMBER() OVER (
    PARTITION BY sku, location, forecaster ORDER BY origin_start DESC, revision DESC, topic_offset DESC) AS newest
  FROM forecasts)
WHERE newest = 1;

CREATE VIEW forecast_against_actual COMMENT 'What was forecast of a series and period at each lag, and what happened; sealed periods only.' AS
SELECT a.sku, a.location, a.period_start, a.period_date, a.forecaster, l.lag_periods, a.demand, a.demand - l.error AS forecast, l.error,
  l.absolute_error, l.pinball, l.inside_50, l.inside_80, l.inside_90
FROM accuracy AS a
CROSS JOIN UNNEST(a.lags) AS l (
  lag_periods, error, absolute_error, squared_scaled_error, pinball, inside_50, inside_80, inside_90, scores, bias, mae, mse, rmse, mase,
  rmsse, added_to_naive, added_to_seasonal_naive, pinball_running, coverage_50, coverage_80, coverage_90, series, level_demand,
  wape, bias_share, pinball_share)
WHERE a.`level` = 'sku';

CREATE VIEW forecast_periods COMMENT 'The newest forecasts, one row a target: units expected, the median, and the ends of the 80 % and 90 % bands.' AS
SELECT f.sku, f.location, f.`level`, f.forecaster, f.origin_start, f.origin_date, f.revision,
  ARRAY_POSITION(f.targets, t.target) AS horizon,
  CAST(REPLACE(SUBSTRING(t.target FROM 1 FOR 16), 'T', ' ') AS TIMESTAMP(3)) AS target_start,
  CAST(SUBSTRING(t.target FROM 1 FOR 10) AS DATE) AS target_date,
  f.mean[ARRAY_POSITION(f.targets, t.target)] AS mean,
  f.quantiles[ARRAY_POSITION(f.levels, CAST(0.05 AS DOUBLE))][ARRAY_POSITION(f.targets, t.target)] AS q05,
  f.quantiles[ARRAY_POSITION(f.levels, CAST(0.1 AS DOUBLE))][ARRAY_POSITION(f.targets, t.target)] AS q10,
  f.quantiles[ARRAY_POSITION(f.levels, CAST(0.5 AS DOUBLE))][ARRAY_POSITION(f.targets, t.target)] AS q50,
  f.quantiles[ARRAY_POSITION(f.levels, CAST(0.9 AS DOUBLE))][ARRAY_POSITION(f.targets, t.target)] AS q90,
  f.quantiles[ARRAY_POSITION(f.levels, CAST(0.95 AS DOUBLE))][ARRAY_POSITION(f.targets, t.target)] AS q95
FROM latest_forecasts AS f
CROSS JOIN UNNEST(f.targets) AS t (target);

-- Flink's own weeks begin on Sunday; its days of the week are numbered from there.
CREATE VIEW forecast_by_category_and_week COMMENT 'Units that the combination expects of every category in each week, from Monday; a week at the edge is not whole.' AS
SELECT SUBSTRING(sku FROM 10) AS category, TIMESTAMPADD(DAY, -MOD(DAYOFWEEK(target_date) + 5, 7), target_date) AS week_start, MAX(origin_date) AS origin_date,
  COUNT(*) AS periods, SUM(mean) AS units
FROM forecast_periods
WHERE `level` = 'category' AND forecaster = 'combined'
GROUP BY SUBSTRING(sku FROM 10), TIMESTAMPADD(DAY, -MOD(DAYOFWEEK(target_date) + 5, 7), target_date);

CREATE VIEW forecast_origins COMMENT 'The two newest origins of every series and forecaster that the topic holds: place 1 is the newest.' AS
SELECT sku, location, `level`, forecaster, origin_date, targets, mean, place
FROM (
  SELECT sku, location, `level`, forecaster, origin_date, targets, mean,
    ROW_NUMBER() OVER (PARTITION BY sku, location, forecaster ORDER BY origin_at DESC) AS place
  FROM (
    SELECT *, CAST(origin_start AS TIMESTAMP(3)) AS origin_at, ROW_NUMBER() OVER (
      PARTITION BY sku, location, forecaster, origin_start ORDER BY revision DESC, topic_offset DESC) AS newest
    FROM forecasts)
  WHERE newest = 1)
WHERE place <= 2;
