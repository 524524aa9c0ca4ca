-- en: Care orders
-- nb: Omsorgsovertakelser
-- ar: قرارات تولي الرعاية
-- bg: Решения за поемане на грижата
-- definition: Care orders decided in the period that are in force: those without an outcome, or with one that its list says is in force; one that was refused, lapsed or was only sent to the board is none.
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
WHERE t."kind" = 'care_order' AND t."decided" BETWEEN $1 AND $2
  AND (t."outcome" IS NULL
       OR t."outcome" IN (SELECT k."key" FROM "code" k WHERE k."list" = 'decision_outcome' AND k."kind" = 'in_force'))
