-- en: Deviations reported
-- nb: Meldte avvik
-- ar: أوجه قصور أُبلغ عنها
-- bg: Докладвани отклонения
-- definition: Deviations reported in the period: incidents, near misses and risks. Good practice, which can be reported too, is not counted.
-- unit: reports
-- value: count
-- protect: reporter_role
-- by: office region month about=office type*=deviation_type severity=1..5 level=deviation_level reporter_role
-- by office: the office that the report belongs to
-- by region: the region of that office
-- by month: of the report
-- by about: the office that the report is about
-- by type: as assessed
-- by severity: as assessed, from 1 (none) to 5 (critical)
-- by level: as assessed, the level that can mend it
-- by reporter_role: who reports, as the report says
-- source: our own, after the rules of internal control (Norwegian local government act, section 25-1)
SELECT t."id" AS "unit", t."office" AS "office", t."reported" AS "day", t."about" AS "about", t."type" AS "type",
       t."severity" AS "severity", t."level" AS "level", t."reporter_role" AS "reporter_role", 1 AS "num"
FROM "deviation_live" t
WHERE t."reported" BETWEEN $1 AND $2 AND COALESCE(t."event_kind", 'incident') <> 'good_practice'
