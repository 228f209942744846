import type { Scheme } from "../scheme.ts";
import { honeybee } from "./honeybee.ts";
import { honeybeeSecret } from "./honeybee-secret.ts";
import { insightHealth } from "./insight-health.ts";
import { nabla } from "./nabla.ts";
import { nablaConnect } from "./nabla-connect.ts";
import { standardWebhooks } from "./standard-webhooks.ts";
import { suki } from "./suki.ts";
import { zentact } from "./zentact.ts";

/** Every built-in scheme: id → scheme. */
export const schemes: Readonly<Record<string, Scheme>> = /* @__PURE__ */ Object.freeze({
  "insight-health": insightHealth,
  nabla,
  "nabla-connect": nablaConnect,
  suki,
  honeybee,
  "honeybee-secret": honeybeeSecret,
  zentact,
  "standard-webhooks": standardWebhooks,
});
