import { type EventOf, eventSchema } from "./event-schema.ts";
import { list, nullable, number, object, optional, text } from "./shape.ts";

// https://docs.zentact.com/docs/webhooks/merchant-account-events

const maybeText = optional(text);

/** An event of any type; payment outcomes have no documented body. */
export const zentactEvent = eventSchema(object({ type: text }));
/** An event that `zentactEvent` accepts. */
export type ZentactEvent = EventOf<typeof zentactEvent>;

/** `MERCHANT`: a merchant account's status has changed. */
export const zentactMerchantEvent = eventSchema(
  object({
    /** Unix seconds. */
    createdAt: number,
    type: text,
    /** `ACTIVE`, `INACTIVE`, `SUSPENDED` or `CLOSED` so far. */
    status: text,
    merchantAccountId: text,
    organizationId: text,
    merchantReferenceId: maybeText,
    balanceAccountId: maybeText,
    accountHolderId: maybeText,
    recurringFeesGroupId: optional(nullable(text)),
    stores: optional(
      list(
        object({
          storeId: text,
          storeReferenceId: maybeText,
          balanceAccountId: maybeText,
          splitConfigurationId: maybeText,
          /** `ACTIVE`, `INACTIVE` or `CLOSED` so far. */
          status: text,
        }),
      ),
    ),
    merchantAccountAttributes: optional(list(object({ name: text, value: text }))),
  }),
);
/** An event that `zentactMerchantEvent` accepts. */
export type ZentactMerchantEvent = EventOf<typeof zentactMerchantEvent>;
