-- en: Placements begun
-- nb: Påbegynte plasseringer
-- ar: حالات إيداع بدأت
-- bg: Започнати настанявания
-- definition: Placements outside the home that began in the period: measures of a category that its list gives a kind. A child who is moved twice counts twice.
-- unit: placements
-- value: count
-- person: joined
-- by: office region sex age background month category=measure_category:foster|emergency|placement
-- by office: the office that the measure belongs to
-- by region: the region of that office
-- by sex: the child's, from its own row
-- by age: at the first day of the measure, by the child's month of birth
-- by background: the child's, from its own row
-- by month: of the first day of the measure
-- by category: of the measure
-- source: Statistics Norway, form 15 (measures)
SELECT t."id" AS "unit", t."person" AS "person", t."office" AS "office", t."started" AS "day",
       t."category" AS "category", 1 AS "num"
FROM "measure_live" t
WHERE t."started" BETWEEN $1 AND $2
  AND t."category" IN (SELECT k."key" FROM "code" k
                       WHERE k."list" = 'measure_category' AND k."kind" IN ('foster', 'emergency', 'placement'))
