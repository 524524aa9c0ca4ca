-- Administrators who can log in, besides $1.
-- name: staff_administrators is
SELECT COUNT(*) FROM "staff_live" WHERE "role" = 'administrator' AND "login" IS NOT NULL
AND ("ended" IS NULL OR "ended" >= $2) AND "id" <> $1;
