-- en: Children in emergency homes
-- nb: Barn i beredskapshjem
-- ar: أطفال في أسر طوارئ
-- bg: Деца в спешна приемна грижа
-- definition: Children in an emergency home on the last day of the period. A child counts once, and once in each group; of several registries, once in each.
-- unit: children
-- value: count
-- period: last day
-- count: distinct
-- person: joined
-- by: office* region* sex age background category*=measure_category:emergency
-- by office: the office of each measure that counts
-- by region: the region of that office
-- by sex: the child's, from its own row
-- by age: on the last day of the period, by the child's month of birth
-- by background: the child's, from its own row
-- by category: of each measure that counts
-- source: Statistics Norway, child welfare statistics (measure category 2, foster homes; emergency homes apart)
SELECT t."person" AS "unit", t."person" AS "person", t."office" AS "office", t."category" AS "category",
       $2 AS "day", 1 AS "num"
FROM "measure_live" t
WHERE t."category" IN (SELECT k."key" FROM "code" k
                       WHERE k."list" = 'measure_category' AND k."kind" = 'emergency')
  AND t."started" <= $2 AND COALESCE(t."ended", '9999-12-31') >= $2
