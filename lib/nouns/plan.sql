-- The case of plan $1, the day it was agreed, what it replaces.
-- name: plan_before i
SELECT "case", "agreed", "replaces" FROM "plan" WHERE "id" = $1;

-- A plan of case $1 that would be in force without plan $2.
-- name: plan_beside ii
SELECT p."id" FROM "plan_live" p WHERE p."case" = $1 AND p."id" <> $2
AND NOT EXISTS (SELECT 1 FROM "plan_live" q WHERE q."replaces" = p."id" AND q."id" <> $2) ORDER BY p."id" DESC NULLS LAST LIMIT 1;

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
