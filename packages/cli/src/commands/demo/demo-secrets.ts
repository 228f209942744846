import { randomBytes } from "node:crypto";
import { callerHeader } from "countersign";
import type { Vendor } from "./vendors.ts";
import { vendors } from "./vendors.ts";

/** As long as the digest of the MACs made with it (RFC 2104 section 3). */
const SECRET_BYTES = 32;

/** What one vendor and the gateway share, in the middle of a change of keys. */
export interface VendorSecrets {
  /** In use until now, and still accepted for a while. */
  readonly oldSecret: string;
  /** In use from now on. */
  readonly newSecret: string;
  /** Names the caller, for schemes that have one. */
  readonly apiKey?: string;
}

export interface DemoSecrets {
  readonly of: (vendor: Vendor) => VendorSecrets;
  /** What the gateway signs its deliveries with. */
  readonly endpointSecret: string;
}

/** Fresh secrets for one run. Hex suits every vendor: Zentact decodes it, the others take it as text. */
export function createDemoSecrets(): DemoSecrets {
  const bySource = new Map(vendors.map((vendor) => [vendor.source, createVendorSecrets(vendor)]));
  return {
    of: ({ source }) => {
      const secrets = bySource.get(source);
      if (secrets === undefined) throw new RangeError(`no such source: ${source}`);
      return secrets;
    },
    endpointSecret: `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`,
  };
}

function createVendorSecrets({ example }: Vendor): VendorSecrets {
  const secrets = { oldSecret: randomHex(), newSecret: randomHex() };
  return callerHeader(example.scheme) === undefined ? secrets : { ...secrets, apiKey: randomHex() };
}

function randomHex(): string {
  return randomBytes(SECRET_BYTES).toString("hex");
}
