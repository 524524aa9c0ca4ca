-- The answers of assessment $1.
-- name: assess_answers i
SELECT "item", "value", "missing" FROM "answer_live" WHERE "assessment" = $1 ORDER BY "id" NULLS LAST;
