-- The spell before.
-- name: case_previous i
SELECT "person", "closed" FROM "case" WHERE "id" = $1;

-- The spell that goes on from case $1.
-- name: case_next i
SELECT "id", "opened" FROM "case_live" WHERE "previous" = $1 ORDER BY "opened" NULLS LAST LIMIT 1;

-- Another open case of child $1 at office $2.
-- name: case_open isi
SELECT "id" FROM "case_live" WHERE "person" = $1 AND "office" = $2 AND "closed" IS NULL AND "id" <> $3;

-- name: case_concern_child i
SELECT "person" FROM "concern" WHERE "id" = $1;
