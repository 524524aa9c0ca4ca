-- The goal that goal $1 goes on from, and the day on which its plan was agreed.
-- name: action_agreed i
SELECT g."before", p."agreed" FROM "goal" g JOIN "plan" p ON p."id" = g."plan" WHERE g."id" = $1;
