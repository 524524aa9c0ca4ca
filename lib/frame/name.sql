-- name: office_there s
SELECT "closed" FROM "office_live" WHERE "code" = $1;

-- name: staff_there s
SELECT "ended" FROM "staff_live" WHERE "code" = $1;
