-- name: case_person i
SELECT "person" FROM "case" WHERE "id" = $1;

-- Another open case of child $1 at office $2.
-- name: case_open isi
SELECT "id" FROM "case_live" WHERE "person" = $1 AND "office" = $2 AND "closed" IS NULL AND "id" <> $3;

-- name: case_concern_child i
SELECT "person" FROM "concern" WHERE "id" = $1;
