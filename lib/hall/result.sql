-- The latest assessment of an earlier day than $6 with instrument $2, about the same of child $1: those of one day are by several.
-- name: result_before isssis
SELECT "id" FROM "assessment_live"
WHERE "person" = $1 AND "instrument" = $2 AND "subject" = $3 AND COALESCE("informant", '') = $4 AND COALESCE("about", 0) = $5
AND "started" < $6
ORDER BY "started" DESC, "id" DESC NULLS LAST LIMIT 1;

-- The latest of each informant (all of that day), up to day $6, with instrument $2 in case $1, about the same.
-- name: result_raters issis
SELECT a."id" FROM "assessment_live" a
WHERE a."case" = $1 AND a."instrument" = $2 AND a."subject" = $3 AND COALESCE(a."about", 0) = $4 AND a."started" <= $5
AND NOT EXISTS (SELECT 1 FROM "assessment_live" b WHERE b."case" = $1 AND b."instrument" = $2 AND b."subject" = $3
AND COALESCE(b."about", 0) = $4 AND COALESCE(b."informant", '') = COALESCE(a."informant", '')
AND b."started" > a."started" AND b."started" <= $5)
ORDER BY a."id" NULLS LAST;
