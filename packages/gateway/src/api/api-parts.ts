import type { Settings } from "../config/settings.ts";
import type { BodyBudget } from "../http/body-budget.ts";
import type { Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { Explainer } from "../receive/quarantine/explainer.ts";
import type { QuarantineReview } from "../receive/quarantine/quarantine-review.ts";
import type { EventSender } from "../sending/event-sender.ts";
import type { MasterKeyRotator } from "../secrets/master-key-rotator.ts";
import type { OidcClient } from "../sign-in/oidc/oidc-client.ts";
import type { Passwords } from "../sign-in/passwords.ts";
import type { Sessions } from "../sign-in/sessions.ts";
import type { SignInLimits } from "../sign-in/sign-in-limits.ts";
import type { Store } from "../store/store.ts";
import type { LiveFeed } from "../stream/live-feed.ts";
import type { FailureLimiter } from "./failure-limiter.ts";
import type { SetupCode } from "./setup-code.ts";

/** What the API is made of. A resource's handlers take the parts they need by `Pick`. */
export interface ApiParts {
  readonly store: Store;
  /** Stores what organizations send themselves. */
  readonly sender: EventSender;
  readonly settings: Settings;
  readonly version: string;
  readonly setupCode: SetupCode;
  /** Bodies held in memory, of senders and of callers of the API together. */
  readonly budget: BodyBudget;
  /** Looks at refused requests again. */
  readonly quarantine: { readonly review: QuarantineReview; readonly explainer: Explainer };
  /** Tells what happens, as it happens. */
  readonly feed: LiveFeed;
  /** True while events can be stored. */
  readonly isReady: () => Promise<boolean>;
  /** How many sources of the organization receive now. */
  readonly countSources: (organization: string) => number;
  /** Takes changed resources on: when it resolves, every request is judged by what is stored. */
  readonly applyChanges: () => Promise<void>;
  readonly masterKey: MasterKeyRotator;
  /** Aborted when the gateway begins to stop. */
  readonly stopping: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds of a clock that does not jump. */
  readonly monotonicMs: () => number;
  /** Counts what was tried with wrong keys and codes. */
  readonly failures: FailureLimiter;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  /** Undefined where signing in with OpenID Connect is not set up. */
  readonly oidc: Promise<OidcClient | undefined>;
  /** Counts what was tried with wrong passwords. */
  readonly signInLimits: SignInLimits;
  readonly log: Log;
  readonly metrics: Metrics;
}
