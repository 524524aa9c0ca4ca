-- name: due_deadlines
SELECT "key", "noun", "from", "after", "done", "if", "amount", "unit", "roll", "risk", "en", "nb", "ar", "bg" FROM "deadline"
ORDER BY "order" NULLS LAST, "key";

-- name: due_holidays
SELECT "rule", "moves" FROM "holiday" ORDER BY "rule" NULLS LAST;

-- The notes about a record from $2 to $3, the newest first.
-- name: due_notes iss
SELECT "day", "kind" FROM "note_live" WHERE "about" = $1 AND "day" BETWEEN $2 AND $3 ORDER BY "day" DESC NULLS LAST;

-- The cases that somebody leads and that were open on a day.
-- name: due_cases ss
SELECT "id" FROM "case_live" WHERE "lead" = $1 AND ("closed" IS NULL OR "closed" > $2) ORDER BY "id" NULLS LAST;

-- A plan that had replaced plan $1 on day $2.
-- name: due_replaced is
SELECT "id" FROM "plan_live" WHERE "replaces" = $1 AND "agreed" <= $2;
