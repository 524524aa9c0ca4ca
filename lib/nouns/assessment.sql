-- The level of the latest assessment of case $1 that has one.
-- name: assessment_level i
SELECT COALESCE("override_level", "level") FROM "assessment_live"
WHERE "case" = $1 AND COALESCE("override_level", "level") IS NOT NULL
ORDER BY "started" DESC, "id" DESC NULLS LAST LIMIT 1;
