-- name: office_is_above ss
-- Is $1 the office $2, or anywhere below it?
SELECT 1 FROM "office_above" WHERE "office" = $1 AND "above" = $2;

-- name: office_above_add ss
INSERT INTO "office_above" ("office", "above")
SELECT $1, $1 UNION SELECT $1, "above" FROM "office_above" WHERE "office" = $2;

-- name: office_above_clear
DELETE FROM "office_above";

-- name: office_above_all
INSERT INTO "office_above" ("office", "above")
WITH RECURSIVE up("office", "above") AS (
SELECT "code", "code" FROM "office"
UNION SELECT up."office", o."parent" FROM up JOIN "office" o ON o."code" = up."above" WHERE o."parent" IS NOT NULL)
SELECT "office", "above" FROM up;

-- What the table and the tree do not have in common.
-- name: office_above_wrong
WITH RECURSIVE up("office", "above") AS (
SELECT "code", "code" FROM "office"
UNION SELECT up."office", o."parent" FROM up JOIN "office" o ON o."code" = up."above" WHERE o."parent" IS NOT NULL)
SELECT a."office", a."above" FROM "office_above" a
WHERE NOT EXISTS (SELECT 1 FROM up WHERE up."office" = a."office" AND up."above" = a."above")
UNION SELECT up."office", up."above" FROM up
WHERE NOT EXISTS (SELECT 1 FROM "office_above" a WHERE up."office" = a."office" AND up."above" = a."above");
