-- name: office_there s
SELECT 1 FROM "office" WHERE "void" IS NULL AND "code" = $1;

-- name: staff_there s
SELECT 1 FROM "staff" WHERE "void" IS NULL AND "code" = $1;
