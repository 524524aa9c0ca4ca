-- Another person with this national id.
-- name: person_same_id si
SELECT "id" FROM "person_live" WHERE "national_digest" = $1 AND "id" <> $2;

-- The first with this name and day of birth.
-- name: person_same_name s
SELECT "id" FROM "person_live" WHERE "name_digest" = $1 ORDER BY "id" NULLS LAST LIMIT 1;
