import type { Example } from "../../examples/example.ts";
import { honeybeeExample } from "../../examples/honeybee.ts";
import { insightHealthExample } from "../../examples/insight-health.ts";
import { nablaExample } from "../../examples/nabla.ts";
import { sukiExample } from "../../examples/suki.ts";
import { zentactExample } from "../../examples/zentact.ts";

/** One sender of the demo. */
export interface Vendor {
  /** Name of its source in the demo's gateway. */
  readonly source: string;
  readonly example: Example;
  /** What tells a repeated request from a new one, in words. */
  readonly isKnownBy: string;
  /** The URL its signature covers, where it covers one: as typed at the vendor, wherever requests arrive. */
  readonly publicUrl?: string;
}

/** All senders that the demo plays, in the order in which it shows them. */
export const vendors: readonly Vendor[] = [
  { source: "insight", example: insightHealthExample, isKnownBy: "same body within 10 minutes" },
  { source: "nabla", example: nablaExample, isKnownBy: "known by its event id" },
  { source: "suki", example: sukiExample, isKnownBy: "same signed time and body" },
  {
    source: "honeybee",
    example: honeybeeExample,
    isKnownBy: "known by its event id",
    publicUrl: "https://hooks.example.org/in/demo/honeybee",
  },
  { source: "zentact", example: zentactExample, isKnownBy: "same body within 10 minutes" },
];
