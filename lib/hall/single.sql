-- Who changed a field of a record last.
-- name: changed_by is
SELECT COALESCE(j."staff", j."login") FROM "history" h JOIN "journal" j ON j."n" = h."journal"
WHERE h."id" = $1 AND h."field" = $2 ORDER BY h."journal" DESC NULLS LAST LIMIT 1;
