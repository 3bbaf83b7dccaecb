-- What was planned in money against what was done, from the Parquet tables in the current folder; the largest gaps first.
SELECT t.issuer, coalesce(t.item, t.target) AS task, g.text AS planned, a.text AS done, round(c.ratio * 100, 1) AS percent
FROM 'comparisons.parquet' AS c
JOIN 'tasks.parquet' AS t USING (report_id, annex, row)
JOIN 'indicators.parquet' AS g ON g.report_id = c.report_id AND g.annex = c.annex AND g.row = c.row AND g.position = c.target_indicator
JOIN 'indicators.parquet' AS a ON a.report_id = c.report_id AND a.annex = c.annex AND a.row = c.row AND a.position = c.actual_indicator
WHERE c.unit = '元' AND c.ratio IS NOT NULL
ORDER BY g.value - a.value DESC, t.annex, t.row;
