-- en: Messages of concern
-- nb: Bekymringsmeldinger
-- ar: بلاغات القلق
-- bg: Сигнали за дете в риск
-- definition: Messages of concern decided in the period: dropped, or taken on to an investigation. Not those about a child with active measures, nor those taken into an ongoing investigation (concerns_apart).
-- unit: messages
-- value: count
-- set: key
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
       t."decided" AS "day", t."reporter" AS "reporter", t."content" AS "content",
       t."received" AS "received", t."outcome" AS "outcome", 1 AS "num"
FROM "concern_live" t
WHERE t."decided" BETWEEN $1 AND $2
  AND t."outcome" IN ('dropped', 'investigate', 'moved_abroad', 'moved_unknown', 'moved_municipality',
                      'other_agency', 'other_law', 'other')
