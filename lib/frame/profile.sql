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
