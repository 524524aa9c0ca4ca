-- Other placements of child $1 that begin by $2 and end on or after $3.
-- name: measure_overlaps issi
SELECT m."id", m."started", COALESCE(m."ended", '9999-12-31') FROM "measure_live" m
WHERE m."person" = $1 AND m."started" <= $2 AND COALESCE(m."ended", '9999-12-31') >= $3 AND m."id" <> $4
AND EXISTS (SELECT 1 FROM "code" c WHERE c."list" = 'measure_category' AND c."key" = m."category" AND c."kind" IS NOT NULL)
ORDER BY m."id" NULLS LAST;

-- name: measure_decision_child i
SELECT "person" FROM "decision" WHERE "id" = $1;
