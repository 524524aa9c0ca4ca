-- en: Investigations ended
-- nb: Avsluttede undersøkelser
-- ar: أبحاث اجتماعية انتهت
-- bg: Приключени проучвания
-- definition: Investigations that ended in the period, whatever they led to.
-- unit: investigations
-- value: count
-- person: joined
-- by: office region sex age background month outcome=investigation_outcome
-- by office: the office that the investigation belongs to
-- by region: the region of that office
-- by sex: the child's, from its own row
-- by age: at its last day, by the child's month of birth
-- by background: the child's, from its own row
-- by month: of its last day
-- by outcome: what the investigation led to
-- source: Statistics Norway, form 15 (concluded investigations)
SELECT t."id" AS "unit", t."person" AS "person", t."office" AS "office", t."ended" AS "day", t."started" AS "started",
       t."extended" AS "extended", t."outcome" AS "outcome", 1 AS "num"
FROM "investigation_live" t
WHERE t."ended" BETWEEN $1 AND $2
