import type { AcceptedEvent } from "./accepting.ts";
import { eventFrame, writeEventFrame } from "./event-frame.ts";
import type { EventFrame } from "./event-frame.ts";
import type { RetentionClass } from "./retention/retention-rows.ts";

/** The frames of one organization and retention class on their way into one blob. */
export interface EventBundle {
  readonly organizationId: number;
  readonly retentionClass: RetentionClass;
  readonly index: number;
  readonly frames: EventFrame[];
  bytes: number;
}

/** Where an event lies: which bundle, and the place within. */
export interface FramePlace {
  readonly bundle: number;
  readonly offset: number;
  readonly length: number;
}

/** Sorts the events of a batch into the blobs that they will share. */
export class EventBundles {
  readonly #byKey = new Map<string, EventBundle>();
  /** Usually all of a batch go into one. */
  #last: EventBundle | undefined;

  get all(): Iterable<EventBundle> {
    return this.#byKey.values();
  }

  add(event: AcceptedEvent): FramePlace {
    const bundle = this.#bundleOf(event);
    const frame = eventFrame(event);
    const offset = bundle.bytes;
    bundle.frames.push(frame);
    bundle.bytes += frame.bytes;
    return { bundle: bundle.index, offset, length: frame.bytes };
  }

  #bundleOf({ organizationId, sourceId, hasOwnRetention }: AcceptedEvent): EventBundle {
    const retentionClass = hasOwnRetention === true ? (`source_${sourceId}` as const) : "payload";
    const last = this.#last;
    if (last?.organizationId === organizationId && last.retentionClass === retentionClass) return last;
    const key = `${organizationId}/${retentionClass}`;
    let bundle = this.#byKey.get(key);
    if (bundle === undefined) {
      bundle = { organizationId, retentionClass, index: this.#byKey.size, frames: [], bytes: 0 };
      this.#byKey.set(key, bundle);
    }
    this.#last = bundle;
    return bundle;
  }
}

/** The frames of a bundle, one after the other. */
export function plaintextOf({ frames, bytes }: EventBundle): Buffer {
  const plaintext = Buffer.allocUnsafe(bytes);
  let offset = 0;
  for (const frame of frames) {
    writeEventFrame(plaintext, offset, frame);
    offset += frame.bytes;
  }
  return plaintext;
}
