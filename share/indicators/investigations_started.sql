-- en: Investigations started
-- nb: Startede undersøkelser
-- ar: أبحاث اجتماعية بدأت
-- bg: Започнати проучвания
-- definition: Investigations that started in the period.
-- unit: investigations
-- value: count
-- person: joined
-- by: office region sex age background month
-- by office: the office that the investigation belongs to
-- by region: the region of that office
-- by sex: the child's, from its own row
-- by age: at its first day, by the child's month of birth
-- by background: the child's, from its own row
-- by month: of its first day
-- source: Statistics Norway, form 15 (investigations)
SELECT t."id" AS "unit", t."person" AS "person", t."office" AS "office", t."started" AS "day", 1 AS "num"
FROM "investigation_live" t
WHERE t."started" BETWEEN $1 AND $2
