-- en: Children placed outside the home
-- nb: Barn plassert utenfor hjemmet
-- ar: أطفال في رعاية بديلة
-- bg: Деца, настанени извън семейството
-- definition: Children who on the last day of the period live outside their home by a measure: in a foster home, an emergency home, an institution or another place that the list of categories gives a kind. A child counts once, and once in each group; of several registries, once in each.
-- unit: children
-- value: count
-- period: last day
-- count: distinct
-- person: joined
-- by: office* region* sex age background category*=measure_category:foster|emergency|placement
-- by office: the office of each measure that counts
-- by region: the region of that office
-- by sex: the child's, from its own row
-- by age: on the last day of the period, by the child's month of birth
-- by background: the child's, from its own row
-- by category: of each measure that counts
-- source: Statistics Norway, child welfare statistics (children placed at the end of the year)
SELECT t."person" AS "unit", t."person" AS "person", t."office" AS "office", t."category" AS "category",
       $2 AS "day", 1 AS "num"
FROM "measure_live" t
WHERE t."category" IN (SELECT k."key" FROM "code" k
                       WHERE k."list" = 'measure_category' AND k."kind" IN ('foster', 'emergency', 'placement'))
  AND t."started" <= $2 AND COALESCE(t."ended", '9999-12-31') >= $2
