-- en: Messages not investigated, share
-- nb: Andel henlagte meldinger
-- ar: نسبة البلاغات التي لم يُفتح فيها بحث
-- bg: Дял на сигналите без проучване
-- definition: The share of the messages of concern (concerns) that did not lead to an investigation.
-- unit: messages
-- value: percent
-- by: office region sex age month reporter* content*
-- by office: as in concerns
-- by region: as in concerns
-- by sex: as in concerns
-- by age: as in concerns
-- by month: as in concerns
-- by reporter: as in concerns
-- by content: as in concerns
-- source: Statistics Norway, form 15; 2019: 11 103 of 57 988
-- units: concerns
SELECT u."office", u."sex", u."birth_month", u."day", u."reporter", u."content",
       CASE WHEN u."outcome" = 'investigate' THEN 0 ELSE 1 END AS "num", 1 AS "den" FROM "units" u
