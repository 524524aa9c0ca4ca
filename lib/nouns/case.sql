-- Measures of case $1 that go on after the day $2.
-- name: case_open_measures is
SELECT "id", "ended" FROM "measure_live" WHERE "case" = $1 AND ("ended" IS NULL OR "ended" > $2) ORDER BY "id" NULLS LAST;

-- name: case_person i
SELECT "person" FROM "case" WHERE "id" = $1;

-- Another open case of child $1 at office $2.
-- name: case_open isi
SELECT "id" FROM "case_live" WHERE "person" = $1 AND "office" = $2 AND "closed" IS NULL AND "id" <> $3;
