import { useEffect, useEffectEvent, useState } from "react";
import type { Routes } from "@countersign/contract";
import type { StreamMessage } from "@countersign/contract/slim-client";
import { client } from "./client.ts";

export type LiveMessage = StreamMessage<Routes["followStream"]>;

/** Between a broken stream and the next try; doubled each time up to the last. */
const FIRST_WAIT_MS = 1000;
const LAST_WAIT_MS = 30_000;

export type StreamState = "off" | "connecting" | "open" | "waiting";

/**
 * Follows what happens at the gateway while `isOn`, going on after the last message whenever the connection breaks.
 *
 * @returns how the connection is, to be shown in words.
 */
export function useStream(isOn: boolean, onMessage: (message: LiveMessage) => void): StreamState {
  const [state, setState] = useState<StreamState>("off");
  const take = useEffectEvent(onMessage);
  useEffect(() => {
    if (!isOn) return;
    const ending = new AbortController();
    void follow(ending.signal, setState, (message) => take(message));
    return () => {
      ending.abort();
      setState("off");
    };
  }, [isOn]);
  return state;
}

async function follow(
  signal: AbortSignal,
  tell: (state: StreamState) => void,
  take: (message: LiveMessage) => void,
): Promise<void> {
  let lastEventId: string | undefined;
  let waitMs = FIRST_WAIT_MS;
  while (!signal.aborted) {
    tell("connecting");
    try {
      const resumed = lastEventId === undefined ? {} : { lastEventId, isBackground: true };
      const onOpen = (): void => tell("open");
      for await (const message of client.stream("followStream", { ...resumed, signal, onOpen })) {
        lastEventId = message.id === "" ? lastEventId : message.id;
        waitMs = FIRST_WAIT_MS;
        take(message);
      }
    } catch {
      // Whatever broke it, the answer is the same: wait, and go on after the last message.
    }
    if (signal.aborted) return;
    tell("waiting");
    await pause(waitMs, signal);
    waitMs = Math.min(waitMs * 2, LAST_WAIT_MS);
  }
}

async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, durationMs);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
