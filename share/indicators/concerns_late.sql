-- en: Messages decided late, share
-- nb: Andel meldinger avklart etter fristen
-- ar: نسبة البلاغات التي بُتّ فيها بعد المهلة
-- bg: Дял на сигналите, решени след срока
-- definition: The share of the messages of concern (concerns) decided more than 7 days after receipt; more than 8 in the compatible mode.
-- unit: messages
-- value: percent
-- late: 7 days
-- late_compatible: 8 days
-- by: office region sex age month reporter* content*
-- by office: as in concerns
-- source: Child welfare acts of 1992 and 2021 (one week); Statistics Norway's control program tolerates 8 days
-- units: concerns
SELECT u."office", u."sex", u."birth_month", u."day", u."reporter", u."content",
       u."received" AS "began", u."day" AS "ended" FROM "units" u
