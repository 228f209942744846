import type { AnswerRow } from "../access/answer-rows.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";
import type { Step } from "./step.ts";

const insert = prepare(
  `INSERT INTO idempotent_answers (organization_id, key_mac, request_mac, created_at, sealed_answer, data_key_id)
   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
);

export const rememberAnswerStep: Step<"remember_answer"> = async (transaction, row) => {
  const { organizationId, keyMac, requestMac, createdAt, sealedAnswer, dataKeyId } = row;
  const values = [organizationId, keyMac, requestMac, createdAt, sealedAnswer, dataKeyId];
  const added = await insert.run(transaction, ...values);
  return added === 1 ? { result: null } : { refused: "already_answered" };
};

const find = prepare<AnswerRow>(
  `SELECT organization_id AS "organizationId", key_mac AS "keyMac", request_mac AS "requestMac",
     created_at AS "createdAt", sealed_answer AS "sealedAnswer", data_key_id AS "dataKeyId"
   FROM idempotent_answers WHERE organization_id = $1 AND key_mac = $2`,
);

export const findAnswer: Operation<"findAnswer"> = (transaction, organizationId, keyMac) =>
  find.get(transaction, organizationId, keyMac);

// What another gateway is deleting in this moment is left to it.
const purge = prepare(
  `DELETE FROM idempotent_answers WHERE (organization_id, key_mac) IN (
     SELECT organization_id, key_mac FROM idempotent_answers WHERE created_at < $1 ORDER BY created_at LIMIT $2
     FOR UPDATE SKIP LOCKED)`,
);

export const purgeAnswers: Operation<"purgeAnswers"> = (transaction, before, limit) =>
  purge.run(transaction, before, limit);
