-- name: history_add iissb
INSERT INTO "history" ("journal", "id", "field", "old", "box") VALUES ($1, $2, $3, $4, $5);

-- The day from which rules bind an office.
-- name: live_from s
SELECT "live_from" FROM "office" WHERE "code" = $1;
