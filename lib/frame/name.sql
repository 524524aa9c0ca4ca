-- name: office_there s
SELECT 1 FROM "office_live" WHERE "code" = $1;

-- name: staff_there s
SELECT 1 FROM "staff_live" WHERE "code" = $1;
