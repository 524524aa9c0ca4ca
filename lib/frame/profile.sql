-- name: setting_set ss
INSERT INTO "setting" ("name", "value") VALUES ($1, $2)
ON CONFLICT ("name") DO UPDATE SET "value" = excluded."value";

-- name: setting_add ss
INSERT INTO "setting" ("name", "value") VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- name: code_add sssisssssss
INSERT INTO "code" ("list", "key", "code", "order", "valid_from", "valid_to", "split_into", "en", "nb", "ar", "bg")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING;
