-- What was not counted, and why?
--
-- param top INT = 50: rows shown
-- column fate: rejected, or late: sold in a period that was sealed
-- column reason: code of the reason
-- column records: number of records
-- column units: units of late sales; of a rejected record they are not known
-- column newest: when the last of them was written
-- column example: what is wrong with one of them
SELECT fate, reason, COUNT(*) AS records, SUM(quantity) AS units, MAX(written_at) AS newest, MAX(example) AS example
FROM (
  SELECT 'rejected' AS fate, reason, CAST(NULL AS DOUBLE) AS quantity, written_at, detail AS example
  FROM rejected
  UNION ALL
  SELECT 'late' AS fate, 'late' AS reason, quantity, written_at, sku || ' at ' || location || ' sold ' || `time` AS example
  FROM late)
GROUP BY fate, reason
ORDER BY records DESC, fate, reason
LIMIT :top
