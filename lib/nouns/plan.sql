-- name: plan_case i
SELECT "case" FROM "plan" WHERE "id" = $1;

-- Another plan that replaces plan $1.
-- name: plan_replaced ii
SELECT "id" FROM "plan_live" WHERE "replaces" = $1 AND "id" <> $2;

-- The plan of case $1 that no other replaces.
-- name: plan_current i
SELECT p."id" FROM "plan_live" p WHERE p."case" = $1
AND NOT EXISTS (SELECT 1 FROM "plan_live" q WHERE q."replaces" = p."id") ORDER BY p."id" DESC NULLS LAST LIMIT 1;

-- name: plan_goals i
SELECT "id" FROM "goal_live" WHERE "plan" = $1 ORDER BY "id" NULLS LAST;

-- name: plan_actions i
SELECT "id" FROM "action_live" WHERE "goal" = $1 ORDER BY "id" NULLS LAST;
