-- What every unit in the lead, or supporting, has on its list, report by report; rows that sum others up are no tasks of theirs.
CREATE VIEW progress_by_unit AS
SELECT u.report_id, r.issuer, r.period, r.period_start, u.name AS unit, u.role,
  count(*) AS tasks,
  sum(t.status = 'completed') AS completed,
  sum(t.status = 'underway') AS underway,
  sum(t.status = 'preparing') AS preparing,
  sum(t.status = 'not_started') AS not_started,
  sum(t.status = 'stalled') AS stalled,
  sum(t.status = 'unclear') AS unclear
FROM (SELECT DISTINCT report_id, annex, row, role, name FROM units) AS u
JOIN tasks AS t USING (report_id, annex, row)
JOIN reports AS r USING (report_id)
WHERE t.total IS NULL
GROUP BY u.report_id, u.name, u.role;

-- Each comparison with the words that it is about.
CREATE VIEW target_vs_actual AS
SELECT c.report_id, r.issuer, r.period, r.period_start, c.annex, c.row, c.position, t.number, t.item, t.target, t.status,
  a.subject, c.unit, g.text AS target_text, a.text AS actual_text,
  CAST(c.target_value AS NUMERIC) AS target_value, CAST(c.actual_value AS NUMERIC) AS actual_value,
  CAST(c.ratio AS NUMERIC) AS ratio, CAST(c.difference AS NUMERIC) AS difference, CAST(c.schedule AS NUMERIC) AS schedule
FROM comparisons AS c
JOIN tasks AS t USING (report_id, annex, row)
JOIN reports AS r USING (report_id)
JOIN indicators AS g ON g.report_id = c.report_id AND g.annex = c.annex AND g.row = c.row AND g.position = c.target_indicator
JOIN indicators AS a ON a.report_id = c.report_id AND a.annex = c.annex AND a.row = c.row AND a.position = c.actual_indicator;

-- The indicators of a task through the reports that it stands in.
CREATE VIEW task_progress AS
SELECT p.task_id, r.issuer, r.period_start, r.period, p.report_id, p.annex, p.row, t.target, t.status,
  i.position, i.field, i.subject, i.text, CAST(i.value AS NUMERIC) AS value, i.unit, i.kind, i.state, i.period AS indicator_period
FROM panel AS p
JOIN reports AS r USING (report_id)
JOIN tasks AS t USING (report_id, annex, row)
LEFT JOIN indicators AS i ON i.report_id = p.report_id AND i.annex = p.annex AND i.row = p.row
ORDER BY p.task_id, r.period_start, p.report_id, i.position;
