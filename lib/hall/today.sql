-- Notes on the open cases that $1 leads, and on their children, since $2.
-- name: today_notes ss
SELECT n."id", n."day", n."kind", c."id", c."person" FROM "case_live" c CROSS JOIN "note_live" n
WHERE c."lead" = $1 AND c."closed" IS NULL AND n."about" IN (c."id", c."person") AND n."day" >= $2
ORDER BY n."day" DESC NULLS LAST, n."id" DESC NULLS LAST LIMIT 5;
