-- The answer to item $2 in assessment $1.
-- name: answer_there is
SELECT "id" FROM "answer_live" WHERE "assessment" = $1 AND "item" = $2;
