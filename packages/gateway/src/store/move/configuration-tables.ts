import type { MovedTable } from "./moved-table.ts";

/** What an organization has set up, who may do so, and what was done. */
export const configurationTables: readonly MovedTable[] = [
  {
    name: "meta",
    key: ["id"],
    columns: { integer: ["id", "probes"], bytes: ["master_key_fingerprint", "next_master_key_fingerprint"] },
  },
  {
    name: "organizations",
    key: ["id"],
    columns: {
      integer: ["id", "config_version"],
      text: ["name", "managed_by"],
      bytes: ["wrapped_hash_key", "hash_key_wrapped_by"],
    },
  },
  {
    name: "data_keys",
    key: ["id"],
    columns: {
      integer: ["id", "organization_id", "week", "sealings_reserved", "retired_at", "destroyed_at"],
      flag: ["is_swept"],
      text: ["purpose"],
      bytes: ["wrapped_key", "wrapped_by"],
    },
  },
  {
    name: "schemes",
    key: ["id"],
    columns: {
      integer: ["id", "organization_id", "data_key_id", "version", "created_at"],
      text: ["name", "managed_by", "disabled_reason"],
      sealed: ["definition"],
    },
  },
  {
    name: "sources",
    key: ["id"],
    columns: {
      integer: ["id", "organization_id", "data_key_id", "version", "created_at"],
      text: ["name", "scheme", "managed_by", "disabled_reason"],
      sealed: ["definition"],
    },
  },
  {
    name: "callers",
    key: ["id"],
    columns: {
      integer: ["id", "organization_id", "source_id", "data_key_id"],
      text: ["name", "disabled_reason"],
      sealed: ["definition"],
    },
  },
  {
    name: "endpoints",
    key: ["id"],
    columns: {
      integer: ["id", "organization_id", "concurrency", "data_key_id", "version", "created_at"],
      text: ["name", "scheme", "managed_by", "disabled_reason"],
      sealed: ["definition"],
    },
  },
  {
    name: "secrets",
    key: ["id"],
    columns: {
      integer: [
        "id",
        "organization_id",
        "owner_id",
        "position",
        "data_key_id",
        "created_at",
        "not_before",
        "not_after",
      ],
      text: ["owner_kind", "name", "state"],
      sealed: ["value"],
    },
  },
  {
    name: "secret_use",
    key: ["secret_id"],
    columns: { integer: ["secret_id", "matches", "last_matched_at"] },
  },
  {
    name: "last_events",
    key: ["organization_id", "source_id"],
    columns: { integer: ["organization_id", "source_id", "at"] },
  },
  {
    name: "connections",
    key: ["id"],
    columns: {
      integer: ["id", "organization_id", "source_id", "caller_id", "endpoint_id", "version", "created_at"],
      text: ["name"],
    },
  },
  {
    name: "api_keys",
    key: ["id"],
    columns: {
      integer: ["id", "organization_id", "created_at", "expires_at", "revoked_at", "last_used_at"],
      text: ["name", "role"],
      bytes: ["key_hash"],
    },
  },
  {
    name: "users",
    key: ["id"],
    columns: {
      integer: [
        "id",
        "organization_id",
        "version",
        "created_at",
        "disabled_at",
        "invited_until",
        "activated_at",
        "last_signed_in_at",
      ],
      text: ["email", "name", "role", "password_hash", "oidc_issuer", "oidc_subject"],
      bytes: ["invitation_hash"],
    },
  },
  {
    name: "audit_entries",
    key: ["organization_id", "sequence"],
    columns: {
      integer: ["organization_id", "sequence", "at", "data_key_id"],
      text: ["actor_kind", "actor_name", "action", "resource_kind", "resource_name"],
      bytes: ["hash"],
      sealed: ["sealed_details"],
    },
  },
  {
    name: "audit_anchors",
    key: ["organization_id"],
    columns: { integer: ["organization_id", "sequence"], bytes: ["hash", "mac"] },
  },
  {
    name: "idempotent_answers",
    key: ["organization_id", "key_mac"],
    columns: {
      integer: ["organization_id", "created_at", "data_key_id"],
      bytes: ["key_mac", "request_mac"],
      sealed: ["sealed_answer"],
    },
  },
];
