-- Notes on the open cases that $1 leads, and on their children, since $2.
-- name: today_notes ss
SELECT n."id", n."day", n."kind", c."id", c."person" FROM "case_live" c CROSS JOIN "note_live" n
WHERE c."lead" = $1 AND c."closed" IS NULL AND n."about" IN (c."id", c."person") AND n."day" >= $2
ORDER BY n."day" DESC NULLS LAST, n."id" DESC NULLS LAST LIMIT 5;

-- What somebody else gave over to $1 since $2, and $1 has not touched since: cases, investigations, plans and actions that are
-- not over, by whom and when. Touched is what $1 changed of it, wrote a note about, or added to its case.
-- name: today_handed ss
WITH "mine" AS (
	SELECT c."id" AS "id", 'lead' AS "field", c."id" AS "of_case", c."person" AS "person" FROM "case_live" c
	WHERE c."lead" = $1 AND c."closed" IS NULL
	UNION ALL
	SELECT i."id", 'staff', i."case", i."person" FROM "investigation_live" i WHERE i."staff" = $1 AND i."ended" IS NULL
	UNION ALL
	SELECT p."id", 'staff', p."case", p."person" FROM "plan_live" p
	WHERE p."staff" = $1 AND NOT EXISTS (SELECT 1 FROM "plan_live" q WHERE q."replaces" = p."id")
	UNION ALL
	SELECT a."id", 'staff', a."case", a."person" FROM "action_live" a WHERE a."staff" = $1 AND a."done" IS NULL
)
SELECT m."id", m."of_case", m."person", j."staff", j."time" FROM "mine" m
CROSS JOIN "history" h CROSS JOIN "journal" j
WHERE h."id" = m."id" AND h."field" = m."field" AND j."n" = h."journal" AND j."staff" <> $1 AND j."time" >= $2
AND NOT EXISTS (SELECT 1 FROM "history" k CROSS JOIN "journal" l
	WHERE k."id" = m."id" AND k."journal" > h."journal" AND l."n" = k."journal" AND (k."field" = m."field" OR l."staff" = $1))
AND NOT EXISTS (
	SELECT 1 FROM "note_live" n CROSS JOIN "journal" l
	WHERE n."about" IN (m."id", m."of_case") AND n."journal" > h."journal" AND l."n" = n."journal" AND l."staff" = $1
	UNION ALL
	SELECT 1 FROM "investigation_live" i CROSS JOIN "journal" l
	WHERE i."case" = m."of_case" AND i."journal" > h."journal" AND l."n" = i."journal" AND l."staff" = $1
	UNION ALL
	SELECT 1 FROM "plan_live" p CROSS JOIN "journal" l
	WHERE p."case" = m."of_case" AND p."journal" > h."journal" AND l."n" = p."journal" AND l."staff" = $1
	UNION ALL
	SELECT 1 FROM "decision_live" d CROSS JOIN "journal" l
	WHERE d."case" = m."of_case" AND d."journal" > h."journal" AND l."n" = d."journal" AND l."staff" = $1
	UNION ALL
	SELECT 1 FROM "measure_live" e CROSS JOIN "journal" l
	WHERE e."case" = m."of_case" AND e."journal" > h."journal" AND l."n" = e."journal" AND l."staff" = $1
	UNION ALL
	SELECT 1 FROM "assessment_live" s CROSS JOIN "journal" l
	WHERE s."case" = m."of_case" AND s."journal" > h."journal" AND l."n" = s."journal" AND l."staff" = $1
)
ORDER BY h."journal" DESC NULLS LAST, m."id" NULLS LAST;
