-- name: settings
SELECT "name", "value" FROM "setting" ORDER BY "name";

-- Read at every start, so from the table: resolving a view costs more than the row.
-- The last day at work is a day at work.
-- name: staff_by_login ss
SELECT "code", "office", "role" FROM "staff" WHERE "void" IS NULL AND "login" = $1 AND ("ended" IS NULL OR "ended" >= $2)
ORDER BY "id" NULLS LAST;

-- name: staff_by_code s
SELECT "code", "office", "role", "login", "ended" FROM "staff" WHERE "void" IS NULL AND "code" = $1;

-- The one-writer lock: every writing transaction begins here.
-- name: journal_draw
UPDATE "journal_head" SET "n" = "n" + 1 WHERE "one" = 1 RETURNING "n", "hash";

-- name: journal_head_set ib
UPDATE "journal_head" SET "n" = $1, "hash" = $2 WHERE "one" = 1;

-- name: journal_add issssssiibbb
INSERT INTO "journal" ("n", "time", "staff", "login", "command", "noun", "action", "first", "count", "sum", "trail", "hash")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- The sum of a noun stands in the newest journal row about it.
-- name: journal_sum s
SELECT "n", "sum" FROM "journal" WHERE "noun" = $1 ORDER BY "n" DESC NULLS LAST LIMIT 1;

-- name: counter_get si
SELECT "number" FROM "counter" WHERE "noun" = $1 AND "year" = $2;

-- name: counter_set sii
INSERT INTO "counter" ("noun", "year", "number") VALUES ($1, $2, $3)
ON CONFLICT ("noun", "year") DO UPDATE SET "number" = excluded."number";
