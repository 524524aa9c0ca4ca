-- name: setting_set ss
INSERT INTO "setting" ("name", "value") VALUES ($1, $2)
ON CONFLICT ("name") DO UPDATE SET "value" = excluded."value";

-- name: setting_add ss
INSERT INTO "setting" ("name", "value") VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- name: code_same sssissssssss
SELECT 1 FROM "code" WHERE "list" = $1 AND "key" = $2 AND "code" IS NOT DISTINCT FROM $3 AND "order" = $4
AND "valid_from" IS NOT DISTINCT FROM $5 AND "valid_to" IS NOT DISTINCT FROM $6 AND "split_into" IS NOT DISTINCT FROM $7
AND "kind" IS NOT DISTINCT FROM $8 AND "en" = $9 AND "nb" = $10 AND "ar" = $11 AND "bg" = $12;

-- name: code_add sssissssssss
INSERT INTO "code" ("list", "key", "code", "order", "valid_from", "valid_to", "split_into", "kind", "en", "nb", "ar", "bg")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING;

-- Whether the registry has anything of a list.
-- name: list_there s
SELECT 1 FROM "code" WHERE "list" = $1 LIMIT 1;

-- name: deadline_any
SELECT 1 FROM "deadline" LIMIT 1;

-- name: holiday_any
SELECT 1 FROM "holiday" LIMIT 1;

-- name: deadline_there s
SELECT 1 FROM "deadline" WHERE "key" = $1 LIMIT 1;

-- name: holiday_there s
SELECT 1 FROM "holiday" WHERE "rule" = $1;

-- name: deadline_add ssssssisssssssi
INSERT INTO "deadline" ("key", "noun", "from", "after", "done", "if", "amount", "unit", "roll", "risk", "en", "nb", "ar", "bg", "order")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING;

-- name: holiday_add ssssss
INSERT INTO "holiday" ("rule", "moves", "en", "nb", "ar", "bg") VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING;

-- Wherever it stands: rows before it may be the owner's.
-- name: deadline_same ssssssisssssss
SELECT 1 FROM "deadline" WHERE "key" = $1 AND "noun" = $2 AND "from" IS NOT DISTINCT FROM $3 AND "after" IS NOT DISTINCT FROM $4
AND "done" IS NOT DISTINCT FROM $5 AND "if" IS NOT DISTINCT FROM $6 AND "amount" = $7 AND "unit" = $8 AND "roll" IS NOT DISTINCT FROM $9
AND "risk" IS NOT DISTINCT FROM $10 AND "en" IS NOT DISTINCT FROM $11 AND "nb" IS NOT DISTINCT FROM $12 AND "ar" IS NOT DISTINCT FROM $13
AND "bg" IS NOT DISTINCT FROM $14;

-- name: holiday_same ssssss
SELECT 1 FROM "holiday" WHERE "rule" = $1 AND "moves" IS NOT DISTINCT FROM $2 AND "en" IS NOT DISTINCT FROM $3
AND "nb" IS NOT DISTINCT FROM $4 AND "ar" IS NOT DISTINCT FROM $5 AND "bg" IS NOT DISTINCT FROM $6;
