-- name: figure_offices s
SELECT o."code", o."name" FROM "office_live" o WHERE CAST($1 AS TEXT) IS NULL
OR EXISTS (SELECT 1 FROM "office_above" a WHERE a."office" = o."code" AND a."above" = $1)
ORDER BY o."code" NULLS LAST;
