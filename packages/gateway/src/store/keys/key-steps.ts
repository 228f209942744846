/** The steps of a change that are about keys. */
export interface KeySteps {
  /** Refused as `not_allowed` where another rotation is under way. */
  readonly begin_master_key_rotation: { readonly input: MasterKeyChange; readonly result: null };
  /** Refused as `not_allowed` while the older key still wraps anything. */
  readonly finish_master_key_rotation: { readonly input: MasterKeyChange; readonly result: null };
}

/** Fingerprints of the older and the newer key. */
export interface MasterKeyChange {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}
