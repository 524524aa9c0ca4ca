-- name: head
SELECT "n", "hash" FROM "journal_head" WHERE "one" = 1;

-- name: journal_all
SELECT "n", "time", "staff", "login", "command", "noun", "action", "first", "count", "sum", "trail", "hash"
FROM "journal" ORDER BY "n" NULLS LAST;

-- name: journal_hash i
SELECT "hash" FROM "journal" WHERE "n" = $1;

-- name: history_all
SELECT h."journal", h."id", h."field", h."old", h."box", j."trail"
FROM "history" h LEFT JOIN "journal" j ON j."n" = h."journal" ORDER BY h."journal" NULLS LAST;

-- Entries that wrote history of which nothing is left.
-- name: history_gone b
SELECT j."n" FROM "journal" j WHERE j."trail" <> $1
AND NOT EXISTS (SELECT 1 FROM "history" h WHERE h."journal" = j."n") ORDER BY j."n" NULLS LAST;

-- name: counters s
SELECT "year", "number" FROM "counter" WHERE "noun" = $1;
