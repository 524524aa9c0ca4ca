-- The answers of assessment $1.
-- name: answered_all i
SELECT "item", "value", "missing" FROM "answer_live" WHERE "assessment" = $1 ORDER BY "id" NULLS LAST;

-- The answer to item $2 in assessment $1.
-- name: answered_one is
SELECT "id", "value" FROM "answer_live" WHERE "assessment" = $1 AND "item" = $2;

-- An answer of assessment $1, struck out or not.
-- name: answered_any i
SELECT 1 FROM "answer" WHERE "assessment" = $1 LIMIT 1;

-- The assessments that person $1 is the child of, or that are about them.
-- name: answered_of i
SELECT "id" FROM "assessment_live" WHERE "person" = $1
UNION
SELECT "id" FROM "assessment_live" WHERE "about" = $1;

-- The assessments after $1, some at a time.
-- name: answered_next i
SELECT "id" FROM "assessment_live" WHERE "id" > $1 ORDER BY "id" NULLS LAST LIMIT 500;
