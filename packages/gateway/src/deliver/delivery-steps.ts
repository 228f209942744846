/**
 * The steps of one attempt, in order. A crash after `claimed` or `signed` was seen by nobody; after `sent` or
 * `answered` the receiver has seen a request that will come again; after `recorded` nothing is repeated.
 */
export const deliverySteps = ["claimed", "signed", "sent", "answered", "recorded"] as const;

export type DeliveryStep = (typeof deliverySteps)[number];

/** Told of each step as it is done; the attempt goes on when the returned promise resolves. For tests of crashes. */
export type StepObserver = (step: DeliveryStep, deliveryId: string) => void | Promise<void>;
