-- en: Investigations that led to measures, share
-- nb: Andel undersøkelser som førte til tiltak
-- ar: نسبة الأبحاث الاجتماعية التي أدت إلى تدابير
-- bg: Дял на проучванията, довели до мерки
-- definition: The share of the investigations that ended in the period (investigations_ended) of which the outcome is a decision on measures, or a case brought before the board.
-- unit: investigations
-- value: percent
-- person: joined
-- by: office region sex age background month
-- by office: as in investigations_ended
-- by region: the region of that office
-- by sex: the child's, from its own row
-- by age: at its last day, by the child's month of birth
-- by background: the child's, from its own row
-- by month: of its last day
-- source: Statistics Norway, form 15 (concluded investigations)
-- units: investigations_ended
SELECT u."person", u."office", u."day", 1 AS "den",
       CASE WHEN u."outcome" IN (SELECT k."key" FROM "code" k WHERE k."list" = 'investigation_outcome' AND k."kind" = 'measures')
            THEN 1 ELSE 0 END AS "num"
FROM "units" u
