-- name: history_add iissb
INSERT INTO "history" ("journal", "id", "field", "old", "box") VALUES ($1, $2, $3, $4, $5);
