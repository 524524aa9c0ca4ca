-- en: Children with new measures
-- nb: Barn med nye barnevernstiltak
-- ar: أطفال بدأت لهم تدابير حماية جديدة
-- bg: Деца с нови мерки за закрила
-- definition: Children with a measure that began in the period, and none in force on any day of the year before it. A child counts once, and once in each group; of several registries, once in each.
-- unit: children
-- value: count
-- count: distinct
-- person: joined
-- by: office* region* sex age background category*=measure_category
-- by office: the office of each measure that counts
-- by region: the region of that office
-- by sex: the child's, from its own row
-- by age: on the last day of the period, by the child's month of birth
-- by background: the child's, from its own row
-- by category: of each measure that counts
-- source: Statistics Norway, child welfare statistics (new children during the year)
SELECT t."person" AS "unit", t."person" AS "person", t."office" AS "office", t."category" AS "category",
       $2 AS "day", 1 AS "num"
FROM "measure_live" t
WHERE t."started" BETWEEN $1 AND $2
  AND NOT EXISTS (SELECT 1 FROM "measure_live" b WHERE b."person" = t."person"
                  AND COALESCE(b."ended", '9999-12-31') >= $3 AND b."started" < $1)
