-- name: setting_set ss
INSERT INTO "setting" ("name", "value") VALUES ($1, $2)
ON CONFLICT ("name") DO UPDATE SET "value" = excluded."value";

-- name: setting_add ss
INSERT INTO "setting" ("name", "value") VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- name: code_same sssisssssss
SELECT 1 FROM "code" WHERE "list" = $1 AND "key" = $2 AND "code" IS NOT DISTINCT FROM $3 AND "order" = $4
AND "valid_from" IS NOT DISTINCT FROM $5 AND "valid_to" IS NOT DISTINCT FROM $6 AND "split_into" IS NOT DISTINCT FROM $7
AND "en" = $8 AND "nb" = $9 AND "ar" = $10 AND "bg" = $11;

-- name: code_add sssisssssss
INSERT INTO "code" ("list", "key", "code", "order", "valid_from", "valid_to", "split_into", "en", "nb", "ar", "bg")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING;
