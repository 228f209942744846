import { useEffect, useState } from "react";
import type { RefObject } from "react";
import { visibleRows } from "./visible-rows.ts";
import type { VisibleRows } from "./visible-rows.ts";

/** Follows the scrolling of an element and gives the rows to draw. */
export function useVisibleRows(
  scroller: RefObject<HTMLElement | null>,
  rows: number,
  rowPx: number,
): VisibleRows {
  const [view, setView] = useState({ scrolledPx: 0, heightPx: 0 });
  // A list that begins empty has no element to follow until its first row comes.
  const isThere = rows > 0;
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const read = (): void => {
      const next = { scrolledPx: element.scrollTop, heightPx: element.clientHeight };
      setView((now) =>
        // A new drawing only when another row comes into view.
        Math.floor(now.scrolledPx / rowPx) === Math.floor(next.scrolledPx / rowPx) &&
        now.heightPx === next.heightPx
          ? now
          : next,
      );
    };
    read();
    const resized = new ResizeObserver(read);
    resized.observe(element);
    element.addEventListener("scroll", read, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener("scroll", read);
    };
  }, [scroller, rowPx, isThere]);
  return visibleRows({ rows, rowPx, ...view });
}
