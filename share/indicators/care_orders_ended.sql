-- en: Care orders ended
-- nb: Opphevede omsorgsovertakelser
-- ar: قرارات إنهاء تولي الرعاية
-- bg: Прекратени решения за поемане на грижата
-- definition: Decisions of the period that end a care order and are in force (as in care_orders).
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
WHERE t."kind" = 'care_order_ended' AND t."decided" BETWEEN $1 AND $2
  AND (t."outcome" IS NULL
       OR t."outcome" IN (SELECT k."key" FROM "code" k WHERE k."list" = 'decision_outcome' AND k."kind" = 'in_force'))
