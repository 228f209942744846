import type { Scheme } from "countersign";
import type {
  DisabledReason,
  Endpoint,
  ManagedBy,
  Organization,
  Source,
} from "../../config/configuration.ts";

/** What the store knows of a scheme, a source or an endpoint beside its definition. */
export interface ResourceFacts {
  readonly id: number;
  readonly managedBy: ManagedBy;
  /** 1 at first, raised by each change of the resource or its secrets. */
  readonly version: number;
  readonly createdAt: number;
  readonly disabledReason?: DisabledReason;
}

/** A scheme of an organization's own. */
export interface StoredScheme extends ResourceFacts {
  /** The scheme's id. */
  readonly name: string;
  readonly scheme: Scheme;
  /** It has left the configuration file; what names it goes on with it. */
  readonly disabledReason?: "removed";
}

export interface StoredSource extends Source, ResourceFacts {
  readonly disabledReason?: Exclude<DisabledReason, "gone">;
}

export interface StoredEndpoint extends Endpoint, ResourceFacts {
  readonly disabledReason?: DisabledReason;
}

/** An organization with everything that was ever configured for it, what was deleted included. */
export interface StoredOrganization extends Organization {
  readonly schemes: readonly StoredScheme[];
  readonly sources: readonly StoredSource[];
  readonly endpoints: readonly StoredEndpoint[];
}
