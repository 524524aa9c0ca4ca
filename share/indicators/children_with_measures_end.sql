-- en: Children with measures on the last day
-- nb: Barn med barnevernstiltak siste dag
-- ar: أطفال لديهم تدابير حماية في آخر يوم
-- bg: Деца с мерки за закрила в последния ден
-- definition: Children with at least one measure in force on the last day of the period. A child counts once, and once in each group; of several registries, once in each.
-- unit: children
-- value: count
-- period: last day
-- count: distinct
-- person: joined
-- by: office* region* sex age background category*=measure_category
-- by office: the office of each measure that counts
-- by region: the region of that office
-- by sex: the child's, from its own row
-- by age: on the last day of the period, by the child's month of birth
-- by background: the child's, from its own row
-- by category: of each measure that counts
-- source: Statistics Norway, child welfare statistics (children with measures at the end of the year)
SELECT t."person" AS "unit", t."person" AS "person", t."office" AS "office", t."category" AS "category",
       $2 AS "day", 1 AS "num"
FROM "measure_live" t
WHERE COALESCE(t."ended", '9999-12-31') >= $2 AND t."started" <= $2
