-- name: investigation_concern_child i
SELECT "person" FROM "concern" WHERE "id" = $1;
