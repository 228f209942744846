import type { AcceptResult, AcceptedEvent } from "./accepting.ts";

type Listener = (endpointIds: readonly number[]) => void;

/** Who wants to know that an endpoint may have new work. */
export class WorkListeners {
  readonly #listeners = new Set<Listener>();

  /** Returns the way to stop. */
  add(listener: Listener): () => void {
    // A wrapper of its own, so that a listener added twice is stopped once.
    const entry: Listener = (endpointIds) => listener(endpointIds);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  tell(endpointIds: readonly number[]): void {
    // On its own, so that a listener that throws cannot take the answers with it.
    for (const listener of this.#listeners) queueMicrotask(() => listener(endpointIds));
  }

  /** Tells the endpoints for which a batch of events left pending deliveries. */
  tellAccepted(
    items: readonly { readonly event: AcceptedEvent }[],
    answers: readonly (AcceptResult | Error)[],
  ): void {
    if (this.#listeners.size === 0) return;
    const endpointIds = new Set<number>();
    items.forEach(({ event }, index) => {
      const answer = answers[index];
      if (answer === undefined || answer instanceof Error) return;
      const isPending =
        answer.outcome === "accepted" || (answer.outcome === "conflict" && event.onConflict === "deliver");
      if (isPending) for (const endpointId of event.endpointIds) endpointIds.add(endpointId);
    });
    if (endpointIds.size > 0) this.tell([...endpointIds]);
  }
}
