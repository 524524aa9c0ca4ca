-- name: history_add iissb
INSERT INTO "history" ("journal", "id", "field", "old", "box") VALUES ($1, $2, $3, $4, $5);

-- name: office_there s
SELECT "closed" FROM "office_live" WHERE "code" = $1;

-- name: staff_there s
SELECT "ended" FROM "staff_live" WHERE "code" = $1;
