import { createCipheriv, createDecipheriv } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { GatewayError } from "../errors.ts";
import { NONCE_BYTES, nextNonce } from "./nonce-pool.ts";

/** Leads every sealed value, so that a later format can be told apart. */
const FORMAT_VERSION = 1;
const ALGORITHM = "aes-256-gcm";
/** The full tag of GCM; shorter ones weaken it. */
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + NONCE_BYTES;

/** The cell of the database that a sealed value belongs to. It opens there and nowhere else. */
export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  readonly organizationId: number;
  readonly rowId: number;
}

/**
 * Encrypts `plaintext` for one cell with AES-256-GCM: version byte, nonce, ciphertext, tag.
 * The result owns its memory, so that it can be handed to another thread without a copy.
 */
export function sealValue(key: KeyObject, place: SealedPlace, plaintext: Uint8Array): Uint8Array {
  const nonce = nextNonce();
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(place));
  const sealed = new Uint8Array(HEADER_BYTES + plaintext.length + TAG_BYTES);
  sealed[0] = FORMAT_VERSION;
  sealed.set(nonce, 1);
  sealed.set(cipher.update(plaintext), HEADER_BYTES);
  cipher.final();
  sealed.set(cipher.getAuthTag(), HEADER_BYTES + plaintext.length);
  return sealed;
}

/**
 * Gives back what was sealed for this very cell.
 *
 * @throws GatewayError `sealed_value_invalid` if a byte was changed, the value was moved, or the key is another.
 */
export function openValue(key: KeyObject, place: SealedPlace, sealed: Uint8Array): Buffer {
  if (sealed.length < HEADER_BYTES + TAG_BYTES || sealed[0] !== FORMAT_VERSION) throw invalid(place);
  const tagStart = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(1, HEADER_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(associatedData(place));
  decipher.setAuthTag(sealed.subarray(tagStart));
  const plaintext = decipher.update(sealed.subarray(HEADER_BYTES, tagStart));
  try {
    decipher.final();
  } catch {
    throw invalid(place);
  }
  return plaintext;
}

/** Table and column are names of ours without a slash, so two places never read the same. */
function associatedData(place: SealedPlace): Buffer {
  return Buffer.from(`${place.table}/${place.column}/${place.organizationId}/${place.rowId}`, "latin1");
}

function invalid(place: SealedPlace): GatewayError {
  return new GatewayError(
    "sealed_value_invalid",
    `${place.table}.${place.column} of row ${place.rowId} does not open under its key`,
  );
}
