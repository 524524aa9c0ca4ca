-- en: Messages counted apart
-- nb: Meldinger som telles for seg
-- ar: بلاغات تُحصى على حدة
-- bg: Сигнали, отчитани отделно
-- definition: Messages decided in the period about a child with active measures, or taken into an ongoing investigation.
-- unit: messages
-- value: count
-- by: office region sex age month reporter* content*
-- by office: the office that the message belongs to
-- by region: the region of that office
-- by sex: of the child, as the message says
-- by age: at the day of decision, by the child's month of birth
-- by month: of the decision
-- by reporter: each that the message names
-- by content: each that the message names
-- source: Statistics Norway, form 15 (concluded messages)
SELECT t."id" AS "unit", t."office" AS "office", t."child_sex" AS "sex", t."child_birth_month" AS "birth_month",
       t."decided" AS "day", t."reporter" AS "reporter", t."content" AS "content", 1 AS "num"
FROM "concern_live" t
WHERE t."decided" BETWEEN $1 AND $2
  AND t."outcome" IN ('dropped_active_measures', 'into_ongoing')
