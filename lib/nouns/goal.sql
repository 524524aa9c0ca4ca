-- The case of goal $1, and the goal that it goes on from.
-- name: goal_before i
SELECT "case", "before" FROM "goal" WHERE "id" = $1;
