import type { AnswerRow } from "../access/answer-rows.ts";
import type { Step } from "./change.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

export function rememberAnswerStep(database: Database): Step<"remember_answer"> {
  const insert = prepare(
    database,
    `INSERT INTO idempotent_answers (organization_id, key_mac, request_mac, created_at, sealed_answer, data_key_id)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  return ({ organizationId, keyMac, requestMac, createdAt, sealedAnswer, dataKeyId }) => {
    const added = insert.run(organizationId, keyMac, requestMac, createdAt, sealedAnswer, dataKeyId);
    return added === 1 ? { result: null } : { refused: "already_answered" };
  };
}

export function findAnswerOperation(database: Database): Operation<"findAnswer"> {
  const find = prepare<AnswerRow>(
    database,
    `SELECT organization_id AS organizationId, key_mac AS keyMac, request_mac AS requestMac, created_at AS createdAt,
       sealed_answer AS sealedAnswer, data_key_id AS dataKeyId
     FROM idempotent_answers WHERE organization_id = ? AND key_mac = ?`,
  );
  return (organizationId, keyMac) => find.get(organizationId, keyMac);
}

export function purgeAnswersOperation(database: Database): Operation<"purgeAnswers"> {
  const purge = prepare(
    database,
    `DELETE FROM idempotent_answers WHERE (organization_id, key_mac) IN (
       SELECT organization_id, key_mac FROM idempotent_answers WHERE created_at < ? ORDER BY created_at LIMIT ?)`,
  );
  return (before, limit) => purge.run(before, limit);
}
