/**
 * Every error the gateway raises on purpose. People match on `code`; codes never change meaning. Messages never hold a
 * secret, a body, an expected signature or personal data: they name what was expected, what was found as shape or
 * length, and the next step.
 */
export const gatewayErrors = {
  store_unavailable: {
    meaning:
      "The store could not commit: disk full, database locked, closed or not to be reached, writer gone.",
    remedy:
      "Look at the cause in the log: free space, mend the disk, or bring the database back; senders are answered 503 and try again.",
  },
  settings_invalid: {
    meaning: "A flag or a COUNTERSIGN_* variable is unknown or has a value that cannot be used.",
    remedy: "Correct what the message lists; countersign serve --help shows every setting.",
  },
  configuration_invalid: {
    meaning: "The configuration file has problems; none of it was applied.",
    remedy: "Correct each listed place, then start again or send SIGHUP.",
  },
  configuration_conflict: {
    meaning:
      "The configuration file names what the API manages, or takes from it a scheme that it needs; none of it was applied.",
    remedy: "Rename the entry in the file, keep the scheme, or change the resource through the API.",
  },
  configuration_unreadable: {
    meaning: "The configuration file could not be read.",
    remedy: "Check that the file exists, is readable by this user and is smaller than 16 MiB.",
  },
  database_not_available: {
    meaning: "The database URL names an engine that this version does not have.",
    remedy: "Use a path, sqlite:PATH or postgres://USER@HOST/NAME.",
  },
  database_not_durable: {
    meaning:
      "The database would answer a commit before it is on disk, so an acknowledged event could be lost.",
    remedy: "Set synchronous_commit, fsync and full_page_writes of the database, its role and its URL to on.",
  },
  cannot_listen: {
    meaning: "The address could not be listened on.",
    remedy: "Choose a free port (--port) and an address of this machine (--host).",
  },
  tls_unusable: {
    meaning: "The TLS certificate or key could not be read or do not belong together.",
    remedy: "Give a PEM certificate chain and its unencrypted PEM key.",
  },
  data_directory_in_use: {
    meaning: "Another process has the data directory open.",
    remedy: "Stop the other process, or give this one a data directory of its own.",
  },
  schema_too_new: {
    meaning: "The database was written by a newer version of Countersign.",
    remedy: "Start that version or a later one; a database never goes back.",
  },
  schema_changed: {
    meaning: "A migration that the database has already run is not the one of this installation.",
    remedy: "Install an unmodified release; migrations are never edited after their release.",
  },
  schema_outdated: {
    meaning: "The database to be moved has not run every migration of this version.",
    remedy: "Start a gateway of this version on it once and stop it; then move.",
  },
  move_incomplete: {
    meaning: "The store is one end of a move that has not ended.",
    remedy:
      "Run countersign migrate with the same --from and --to again, and it goes on where it was; with --undo the old store opens again.",
  },
  moved_away: {
    meaning: "The store was moved to another database, which goes on in its place.",
    remedy:
      "Start the gateway on the new database. As long as none was started there, countersign migrate --undo opens this one again.",
  },
  move_source_empty: {
    meaning: "There is no store where one is to be moved from.",
    remedy: "Check the folder or the URL after --from.",
  },
  move_target_not_empty: {
    meaning: "The database to move to holds something that does not come from this move.",
    remedy: "Give an empty database, or a folder without one.",
  },
  move_differs: {
    meaning: "What was copied is not the same as what it was copied from; neither store was opened.",
    remedy:
      "Take the move back with --undo, find out what wrote to either of them, and move again into an empty database.",
  },
  move_not_found: {
    meaning: "A move was to be taken back, and the store is not the source of one.",
    remedy: "Check --from and --to: they are the same as those of the move.",
  },
  move_ended: {
    meaning: "The move cannot be taken back: what it was made into is in use, or belongs to another move.",
    remedy: "Move back: from the database that is in use to a new one.",
  },
  database_in_use: {
    meaning: "Gateways, or another move, work with the database that is to be moved.",
    remedy: "Stop every gateway on it, then try again.",
  },
  master_key_invalid: {
    meaning: "The master key could not be read, or is not 32 bytes in base64.",
    remedy: "Look at where the master key comes from: the key file, the environment variable or the command.",
  },
  master_key_exposed: {
    meaning: "Others than the owner may read or write the master key file.",
    remedy: "Consider the key known; at least run `chmod 600` on the file.",
  },
  master_key_mismatch: {
    meaning: "The database was sealed under another master key.",
    remedy: "Start with the master key that belongs to this data directory.",
  },
  master_key_unknown: {
    meaning:
      "Another gateway of the same database has rotated the master key to one that this gateway does not have.",
    remedy:
      "Give this gateway the new key, as the file master.key.next or master.key of its data folder or as its variable; until then senders are answered 503 and try again.",
  },
  next_master_key_missing: {
    meaning:
      "The master key is not a file of the data folder, so that the key to rotate to has to be given, and none is.",
    remedy:
      "Start with COUNTERSIGN_NEXT_MASTER_KEY or COUNTERSIGN_NEXT_MASTER_KEY_COMMAND, then ask for the rotation.",
  },
  sealed_value_invalid: {
    meaning:
      "A sealed value did not open: it was changed, moved to another row, or its key is not the right one.",
    remedy: "Restore the database from a backup; something other than Countersign has written to it.",
  },
  payload_purged: {
    meaning:
      "The payload was deleted: it was older than its retention, was erased, or its key was destroyed.",
    remedy: "Nothing brings it back. The event's type, times, deliveries and attempts are still there.",
  },
  event_invalid: {
    meaning: "The store was given an event that cannot be stored: a bad time, an unknown source or endpoint.",
    remedy: "This is a defect of Countersign: report it.",
  },
  outcome_invalid: {
    meaning:
      "The store was given the outcome of an attempt that cannot be stored, such as a time that is not whole.",
    remedy: "This is a defect of Countersign: report it.",
  },
  delivery_unknown: {
    meaning: "An outcome names a delivery that does not exist in that organization.",
    remedy: "This is a defect of Countersign: report it.",
  },
  endpoint_url_invalid: {
    meaning: "An endpoint's URL is not an absolute https: URL without user name and password.",
    remedy: "Correct the endpoint's url.",
  },
  endpoint_url_insecure: {
    meaning: "An endpoint's URL is http:, so that patient data would travel in the clear.",
    remedy: "Use https:. In development only: --allow-insecure-endpoints.",
  },
  endpoint_header_invalid: {
    meaning: "An endpoint's extra header has a name or a value that no HTTP header can have.",
    remedy: "Use a token as the name and one line of Latin-1 text without blanks at its ends as the value.",
  },
  endpoint_header_reserved: {
    meaning: "An endpoint's extra header is one that the gateway, the connection or the scheme sets.",
    remedy: "Remove that header from the endpoint.",
  },
} as const satisfies Readonly<Record<string, { readonly meaning: string; readonly remedy: string }>>;

export type GatewayErrorCode = keyof typeof gatewayErrors;

export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly code: GatewayErrorCode;

  constructor(code: GatewayErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }

  /** The next step, as the table says. */
  get remedy(): string {
    return gatewayErrors[this.code].remedy;
  }
}

/** What passes by itself or once an operator has acted, so that whoever asked should ask again later. */
const UNAVAILABLE_CODES: ReadonlySet<GatewayErrorCode> = new Set(["store_unavailable", "master_key_unknown"]);

/** Whether the store could not do its work now, although nothing was wrong with what it was asked. */
export function isUnavailable(error: unknown): error is GatewayError {
  return error instanceof GatewayError && UNAVAILABLE_CODES.has(error.code);
}
