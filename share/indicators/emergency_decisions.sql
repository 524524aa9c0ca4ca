-- en: Emergency decisions
-- nb: Akuttvedtak
-- ar: قرارات طارئة
-- bg: Решения за спешна закрила
-- definition: Emergency decisions made in the period, whatever became of them.
-- unit: decisions
-- value: count
-- person: joined
-- by: office region sex age background month
-- by office: the office that the decision belongs to
-- by region: the region of that office
-- by sex: the child's, from its own row
-- by age: at the day of the decision, by the child's month of birth
-- by background: the child's, from its own row
-- by month: of the day of the decision
-- source: Statistics Norway, form 15 (decisions)
SELECT t."id" AS "unit", t."person" AS "person", t."office" AS "office", t."decided" AS "day",
       t."consent" AS "consent", 1 AS "num"
FROM "decision_live" t
WHERE t."kind" = 'emergency' AND t."decided" BETWEEN $1 AND $2
