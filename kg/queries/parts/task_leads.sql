-- The agencies that a text assigns to lead a task; those that it merely implies are none.
task_leads AS (
  SELECT DISTINCT r.task, r.agency, a.name FROM responsibilities r JOIN registry_agencies a ON a.agency = r.agency
  WHERE r.effective_role = 'lead' AND r.basis = 'assigned' AND r.task IS NOT NULL)
