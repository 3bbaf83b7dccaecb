-- What every unit in the lead, or supporting, has on its list, report by report; rows that sum others up are no tasks of theirs.
CREATE VIEW progress_by_unit AS
SELECT u.report_id, r.issuer, r.period, r.period_start, r.period_end, u.name AS unit, u.role,
  count(*) AS tasks,
  count(CASE WHEN t.status = 'completed' THEN 1 END) AS completed,
  count(CASE WHEN t.status = 'underway' THEN 1 END) AS underway,
  count(CASE WHEN t.status = 'preparing' THEN 1 END) AS preparing,
  count(CASE WHEN t.status = 'not_started' THEN 1 END) AS not_started,
  count(CASE WHEN t.status = 'stalled' THEN 1 END) AS stalled,
  count(CASE WHEN t.status = 'unclear' THEN 1 END) AS unclear
FROM (SELECT DISTINCT report_id, annex, row, role, name FROM units) AS u
JOIN tasks AS t ON t.report_id = u.report_id AND t.annex = u.annex AND t.row = u.row
JOIN reports AS r ON r.report_id = u.report_id
WHERE t.total IS NULL
GROUP BY u.report_id, r.issuer, r.period, r.period_start, r.period_end, u.name, u.role;

-- Each comparison with the words that it is about.
CREATE VIEW target_vs_actual AS
SELECT c.report_id, r.issuer, r.period, r.period_start, r.period_end, c.annex, c.row, c.position, t.number, t.item, t.target, t.status,
  a.subject, c.unit, g.text AS target_text, a.text AS actual_text,
  CAST(c.target_value AS DECIMAL(38, 10)) AS target_value, CAST(c.actual_value AS DECIMAL(38, 10)) AS actual_value,
  CAST(c.ratio AS DECIMAL(38, 10)) AS ratio, CAST(c.difference AS DECIMAL(38, 10)) AS difference, CAST(c.schedule AS DECIMAL(38, 10)) AS schedule
FROM comparisons AS c
JOIN tasks AS t ON t.report_id = c.report_id AND t.annex = c.annex AND t.row = c.row
JOIN reports AS r ON r.report_id = c.report_id
JOIN indicators AS g ON g.report_id = c.report_id AND g.annex = c.annex AND g.row = c.row AND g.position = c.target_indicator
JOIN indicators AS a ON a.report_id = c.report_id AND a.annex = c.annex AND a.row = c.row AND a.position = c.actual_indicator;

-- The indicators of a task through the reports that it stands in.
CREATE VIEW task_progress AS
SELECT p.task_id, r.issuer, r.period_start, r.period_end, r.period, p.report_id, p.annex, p.row, t.target, t.status,
  i.position, i.field, i.subject, i.text, CAST(i.value AS DECIMAL(38, 10)) AS value, i.unit, i.kind, i.state, i.period AS indicator_period
FROM panel AS p
JOIN reports AS r ON r.report_id = p.report_id
JOIN tasks AS t ON t.report_id = p.report_id AND t.annex = p.annex AND t.row = p.row
LEFT JOIN indicators AS i ON i.report_id = p.report_id AND i.annex = p.annex AND i.row = p.row
ORDER BY p.task_id, r.period_end, p.report_id, i.position;

-- Every figure with its place and its time, to be charted: name is the measure, or else the subject in the words of the report.
CREATE VIEW trend AS
SELECT o.issuer, o.region_code, r.region, o.entity, coalesce(o.measure, o.subject) AS name, o.measure, o.subject, o.kind, o.basis,
  o.state, o.modifier, o.period_start, o.period_end, r.quarter_end, o.unit,
  CAST(o.value AS DECIMAL(38, 10)) AS value, CAST(o.value_max AS DECIMAL(38, 10)) AS value_max, o.total,
  o.report_id, o.annex, o.row, o.section, o.position
FROM observations AS o
JOIN reports AS r ON r.report_id = o.report_id;

-- The day by which a row is to be done: the last one that its column for deadlines names, else its target.
CREATE VIEW task_deadlines AS
SELECT report_id, annex, row,
  coalesce(max(CASE WHEN field = 'deadline' THEN value_end END), max(CASE WHEN field = 'target' THEN value_end END)) AS due
FROM dates
WHERE role = 'deadline' AND row IS NOT NULL AND field IN ('deadline', 'target')
GROUP BY report_id, annex, row;

-- Each comparison with whether it says that the target is reached: not passed where that bounds it or asks for a decrease.
CREATE VIEW targets_reached AS
SELECT c.report_id, c.annex, c.row, c.position, c.target_indicator,
  CASE WHEN g.modifier IN ('at_most', 'less_than') OR CAST(c.target_value AS DECIMAL(38, 10)) < 0
    THEN CASE WHEN CAST(c.actual_value AS DECIMAL(38, 10)) <= CAST(c.target_value AS DECIMAL(38, 10)) THEN 1 ELSE 0 END
    WHEN CAST(c.actual_value AS DECIMAL(38, 10)) >= CAST(c.target_value AS DECIMAL(38, 10)) THEN 1 ELSE 0 END AS reached
FROM comparisons AS c
JOIN indicators AS g ON g.report_id = c.report_id AND g.annex = c.annex AND g.row = c.row AND g.position = c.target_indicator;

-- The rows of which figures say that all that the target asks for is reached, each figure of it by one of what was done.
CREATE VIEW tasks_reached AS
SELECT g.report_id, g.annex, g.row
FROM indicators AS g
LEFT JOIN (SELECT report_id, annex, row, target_indicator, max(reached) AS reached FROM targets_reached
  GROUP BY report_id, annex, row, target_indicator) AS m
  ON m.report_id = g.report_id AND m.annex = g.annex AND m.row = g.row AND m.target_indicator = g.position
WHERE g.field = 'target' AND g.state = 'target' AND g.row IS NOT NULL
GROUP BY g.report_id, g.annex, g.row
HAVING count(*) = count(CASE WHEN m.reached = 1 THEN 1 END);

-- Which column names the rows of a table that has none for the item: the last of no known role in front of the target, no two cells
-- of which are alike.
CREATE VIEW naming_columns AS
SELECT x.report_id, x.annex, max(x.column_index) AS column_index
FROM (
  SELECT k.report_id, k.annex, k.column_index
  FROM columns AS k
  JOIN cells AS c ON c.report_id = k.report_id AND c.annex = k.annex AND c.column_index = k.column_index
  WHERE k.role = 'extra'
  GROUP BY k.report_id, k.annex, k.column_index
  HAVING count(*) = count(DISTINCT c.text)
) AS x
JOIN (
  SELECT report_id, annex, min(CASE WHEN role = 'item' THEN 0 ELSE column_index END) AS column_index
  FROM columns
  WHERE role IN ('item', 'target')
  GROUP BY report_id, annex
) AS g ON g.report_id = x.report_id AND g.annex = x.annex AND x.column_index < g.column_index
GROUP BY x.report_id, x.annex;

-- What each row is called: its item, else what the column says that names the rows, else its target.
CREATE VIEW task_names AS
SELECT t.report_id, t.annex, t.row, coalesce(t.item, c.text, t.target) AS task
FROM tasks AS t
LEFT JOIN naming_columns AS n ON n.report_id = t.report_id AND n.annex = t.annex
LEFT JOIN cells AS c ON c.report_id = t.report_id AND c.annex = t.annex AND c.row = t.row AND c.column_index = n.column_index;

-- The tasks that are late at the end of the report's period: their day has come and neither words nor figures say that they are
-- completed, or they are said to be behind. One line for each unit in the lead; without one where none is named.
CREATE VIEW late_tasks AS
SELECT t.issuer, r.period, t.period_end, u.name AS unit, k.task, t.item, t.target, t.status, t.pace, d.due,
  CASE WHEN d.due <= t.period_end AND e.report_id IS NULL THEN 1 ELSE 0 END AS overdue,
  CASE WHEN t.pace = 'behind' THEN 1 ELSE 0 END AS behind,
  t.report_id, t.annex, t.row
FROM tasks AS t
JOIN task_names AS k ON k.report_id = t.report_id AND k.annex = t.annex AND k.row = t.row
JOIN reports AS r ON r.report_id = t.report_id
LEFT JOIN task_deadlines AS d ON d.report_id = t.report_id AND d.annex = t.annex AND d.row = t.row
LEFT JOIN (SELECT DISTINCT report_id, annex, row, name FROM units WHERE role = 'lead') AS u
  ON u.report_id = t.report_id AND u.annex = t.annex AND u.row = t.row
LEFT JOIN tasks_reached AS e ON e.report_id = t.report_id AND e.annex = t.annex AND e.row = t.row
WHERE t.total IS NULL AND t.status <> 'completed' AND (d.due <= t.period_end AND e.report_id IS NULL OR t.pace = 'behind');

-- How many late tasks each unit has in the lead.
CREATE VIEW late_offices AS
SELECT issuer, period, period_end, unit, count(*) AS late, sum(overdue) AS overdue, sum(behind) AS behind, report_id
FROM late_tasks
GROUP BY report_id, issuer, period, period_end, unit;

-- What slipped from one report of an issuer to the next: the same target with a later day, or with a status that is worse. What was
-- completed is begun anew where the year is another one, as an aim that each year has.
CREATE VIEW slipped_tasks AS
SELECT c.issuer, b.period_end AS period_before, a.period_end AS period_after, k.task, t.item, t.target, c.deadline_before, c.deadline_after,
  c.status_before, c.status_after, t.pace AS pace_after, c.task_id, c.report_after, c.annex_after, c.row_after
FROM changes AS c
JOIN reports AS b ON b.report_id = c.report_before
JOIN reports AS a ON a.report_id = c.report_after
JOIN tasks AS t ON t.report_id = c.report_after AND t.annex = c.annex_after AND t.row = c.row_after
JOIN task_names AS k ON k.report_id = t.report_id AND k.annex = t.annex AND k.row = t.row
WHERE c.change = 'kept' AND c.target_changed IS NULL AND t.total IS NULL AND (c.deadline_after > c.deadline_before AND (c.status_before <> 'completed' OR a.year = b.year)
  OR (c.status_before = 'completed' AND c.status_after IN ('underway', 'preparing', 'not_started', 'stalled')
    AND a.year = b.year)
  OR (c.status_before = 'underway' AND c.status_after IN ('preparing', 'not_started', 'stalled'))
  OR (c.status_before = 'preparing' AND c.status_after IN ('not_started', 'stalled'))
  OR (c.status_before = 'not_started' AND c.status_after = 'stalled'));

-- Targets of which no report says that they are reached, by figures or by the task's status, with what the last of them says: one
-- line for a target of a task and a year.
CREATE VIEW targets_never_reached AS
SELECT issuer, year, task, item, target, subject, unit, target_value, actual_value AS last_value, ratio AS last_ratio,
  difference AS last_difference, status AS last_status, period_end AS last_period_end, due, reports, task_id, report_id, annex, row, position
FROM (
  SELECT k.*,
    max(k.reached) OVER (PARTITION BY k.issuer, k.year, k.task_id, k.unit, k.target_value) AS ever,
    count(*) OVER (PARTITION BY k.issuer, k.year, k.task_id, k.unit, k.target_value) AS reports,
    row_number() OVER (PARTITION BY k.issuer, k.year, k.task_id, k.unit, k.target_value
      ORDER BY k.period_end DESC, k.report_id, k.annex, k.row, k.position) AS place
  FROM (
    SELECT v.issuer, r.year, a.task, v.item, v.target, v.status, g.subject, v.unit, v.target_value, v.actual_value, v.ratio, v.difference, v.period_end,
      d.due, coalesce(p.task_id, v.report_id || '/' || CAST(v.annex AS TEXT) || '/' || CAST(v.row AS TEXT)) AS task_id, v.report_id, v.annex, v.row, v.position,
      CASE WHEN v.status = 'completed' OR e.task_id IS NOT NULL THEN 1 ELSE m.reached END AS reached
    FROM target_vs_actual AS v
    JOIN comparisons AS c ON c.report_id = v.report_id AND c.annex = v.annex AND c.row = v.row AND c.position = v.position
    JOIN indicators AS g ON g.report_id = c.report_id AND g.annex = c.annex AND g.row = c.row AND g.position = c.target_indicator
    JOIN targets_reached AS m ON m.report_id = c.report_id AND m.annex = c.annex AND m.row = c.row AND m.position = c.position
    JOIN tasks AS t ON t.report_id = v.report_id AND t.annex = v.annex AND t.row = v.row AND t.total IS NULL
    JOIN task_names AS a ON a.report_id = v.report_id AND a.annex = v.annex AND a.row = v.row
    JOIN reports AS r ON r.report_id = v.report_id
    LEFT JOIN panel AS p ON p.report_id = v.report_id AND p.annex = v.annex AND p.row = v.row
    LEFT JOIN (
      SELECT DISTINCT p.task_id, r.year
      FROM panel AS p
      JOIN tasks AS t ON t.report_id = p.report_id AND t.annex = p.annex AND t.row = p.row
      JOIN reports AS r ON r.report_id = p.report_id
      WHERE t.status = 'completed'
    ) AS e ON e.task_id = p.task_id AND e.year = r.year
    LEFT JOIN task_deadlines AS d ON d.report_id = v.report_id AND d.annex = v.annex AND d.row = v.row
  ) AS k
) AS l
WHERE ever = 0 AND place = 1;

-- Tasks that came or vanished from one report of an issuer to the next.
CREATE VIEW come_and_gone AS
SELECT c.issuer, b.period_end AS period_before, a.period_end AS period_after, c.change, k.task, t.item, t.target, t.status, c.task_id,
  t.report_id, t.annex, t.row
FROM changes AS c
JOIN reports AS b ON b.report_id = c.report_before
JOIN reports AS a ON a.report_id = c.report_after
JOIN tasks AS t ON t.report_id = CASE WHEN c.change = 'new' THEN c.report_after ELSE c.report_before END
  AND t.annex = CASE WHEN c.change = 'new' THEN c.annex_after ELSE c.annex_before END
  AND t.row = CASE WHEN c.change = 'new' THEN c.row_after ELSE c.row_before END
JOIN task_names AS k ON k.report_id = t.report_id AND k.annex = t.annex AND k.row = t.row
WHERE c.change IN ('new', 'gone');

-- Progress that is word for word that of the report before.
CREATE VIEW copied_progress AS
SELECT c.issuer, b.period_end AS period_before, a.period_end AS period_after, k.task, t.item, t.target, t.progress, t.status, c.task_id,
  t.report_id, t.annex, t.row
FROM changes AS c
JOIN reports AS b ON b.report_id = c.report_before
JOIN reports AS a ON a.report_id = c.report_after
JOIN tasks AS t ON t.report_id = c.report_after AND t.annex = c.annex_after AND t.row = c.row_after
JOIN task_names AS k ON k.report_id = t.report_id AND k.annex = t.annex AND k.row = t.row
WHERE c.text_copied = 1;

-- The findings in the rows of each unit in the lead, by kind; without a unit where the row names none.
CREATE VIEW findings_by_office AS
SELECT r.issuer, r.period, r.period_end, u.name AS unit, f.severity, f.code, count(*) AS findings, f.report_id
FROM findings AS f
JOIN reports AS r ON r.report_id = f.report_id
LEFT JOIN (SELECT DISTINCT report_id, annex, row, name FROM units WHERE role = 'lead') AS u
  ON u.report_id = f.report_id AND u.annex = f.annex AND u.row = f.row
WHERE f.row IS NOT NULL
GROUP BY f.report_id, r.issuer, r.period, r.period_end, u.name, f.severity, f.code;

-- Money planned against money done, of the rows that have both, for each unit in the lead; rows of several units count for each.
-- A part of another figure (其中社会投资2亿元) is in that already.
CREATE VIEW money_by_office AS
SELECT v.issuer, v.period, v.period_end, u.name AS unit, count(*) AS figures, sum(v.target_value) AS planned, sum(v.actual_value) AS done,
  round(CAST(CAST(sum(v.actual_value) AS DOUBLE PRECISION) / nullif(sum(v.target_value), 0) AS DECIMAL(38, 10)), 4) AS ratio, v.report_id
FROM target_vs_actual AS v
JOIN tasks AS t ON t.report_id = v.report_id AND t.annex = v.annex AND t.row = v.row AND t.total IS NULL
LEFT JOIN (SELECT DISTINCT report_id, annex, row, name FROM units WHERE role = 'lead') AS u
  ON u.report_id = v.report_id AND u.annex = v.annex AND u.row = v.row
WHERE v.unit = '元' AND NOT EXISTS (
  SELECT 1 FROM comparisons AS c
  JOIN indicators AS g ON g.report_id = c.report_id AND g.annex = c.annex AND g.row = c.row
    AND g.position IN (c.target_indicator, c.actual_indicator)
  WHERE c.report_id = v.report_id AND c.annex = v.annex AND c.row = v.row AND c.position = v.position AND g.relation = 'whole')
GROUP BY v.report_id, v.issuer, v.period, v.period_end, u.name;
