-- name: history i
SELECT h."journal", j."time", j."staff", j."command", h."field", h."old", h."box"
FROM "history" h JOIN "journal" j ON j."n" = h."journal" WHERE h."id" = $1 ORDER BY h."journal" NULLS LAST, h."field";
