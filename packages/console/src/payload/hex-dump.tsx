import { useMatches } from "@mantine/core";
import type { ReactElement } from "react";
import { hexRow } from "./hex-row.ts";
import { LineList } from "./line-list.tsx";
import classes from "./hex-dump.module.css";

/** Every byte: offset, hexadecimal, and the character where it is a plain one. */
export function HexDump({ bytes }: { readonly bytes: Uint8Array }): ReactElement {
  const perRow = useMatches({ base: 8, sm: 16 });
  return (
    <LineList
      label="Payload as bytes"
      count={Math.ceil(bytes.length / perRow)}
      line={(index) => {
        const { offset, hex, text } = hexRow(bytes, index, perRow);
        return (
          <span className={classes["row"]}>
            <span className={classes["offset"]}>{offset}</span>
            <span>{hex}</span>
            <span className={classes["text"]}>{text}</span>
          </span>
        );
      }}
    />
  );
}
