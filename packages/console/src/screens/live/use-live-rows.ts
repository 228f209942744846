import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useStream } from "../../api/use-stream.ts";
import type { StreamState } from "../../api/use-stream.ts";
import { emptyBuffer, resumed, withNews } from "./live-buffer.ts";
import type { LiveBuffer } from "./live-buffer.ts";
import { liveRow } from "./live-row.ts";
import type { LiveRow } from "./live-row.ts";

/** However much happens, the screen is drawn so often at most. */
const DRAW_EVERY_MS = 250;

export interface LiveRows extends Pick<LiveBuffer, "rows" | "waitingCount"> {
  readonly connection: StreamState;
  readonly clear: () => void;
}

/** Follows what happens and keeps the last of it. While `isPaused` nothing moves, and nothing is lost. */
export function useLiveRows(isPaused: boolean): LiveRows {
  const [buffer, setBuffer] = useState(emptyBuffer);
  const news = useRef<LiveRow[]>([]);
  const seen = useRef(0);
  const connection = useStream(true, (message) => {
    seen.current += 1;
    news.current.push(liveRow(message, seen.current));
  });
  const draw = useEffectEvent(() => {
    if (news.current.length === 0) return;
    const came = news.current;
    news.current = [];
    setBuffer((now) => withNews(now, came, isPaused));
  });
  useEffect(() => {
    const timer = setInterval(() => draw(), DRAW_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (!isPaused) setBuffer(resumed);
  }, [isPaused]);
  const { rows, waitingCount } = buffer;
  return { rows, waitingCount, connection, clear: () => setBuffer(emptyBuffer) };
}
