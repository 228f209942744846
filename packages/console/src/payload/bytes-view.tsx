import { SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import type { ReactElement } from "react";
import { formatBytes } from "../numbers/format-bytes.ts";
import { byteFacts, decodeUtf8 } from "./byte-facts.ts";
import { HexDump } from "./hex-dump.tsx";
import { JsonTree } from "./json-tree.tsx";
import { RawText } from "./raw-text.tsx";
import classes from "./bytes-view.module.css";

type Way = "tree" | "raw" | "hex";

/** Bytes that were revealed: as a tree where they are JSON, as text where they are UTF-8, and as themselves. */
export function BytesView({ bytes }: { readonly bytes: Uint8Array }): ReactElement {
  const text = useMemo(() => decodeUtf8(bytes), [bytes]);
  const json = useMemo(() => parseJson(text), [text]);
  const ways: readonly Way[] = [
    ...(json === undefined ? [] : ["tree" as const]),
    ...(text === undefined ? [] : ["raw" as const]),
    "hex",
  ];
  const [wanted, setWanted] = useState<Way>("tree");
  const way = ways.includes(wanted) ? wanted : (ways[0] ?? "hex");
  return (
    <div className={classes["view"]}>
      <div className={classes["head"]}>
        <SegmentedControl
          aria-label="How the payload is shown"
          data={[...ways]}
          value={way}
          onChange={(value) => setWanted(value)}
        />
        <ByteFactsLine bytes={bytes} />
      </div>
      {way === "tree" && <JsonTree value={json} isMasked={false} label="Payload as a tree" />}
      {way === "raw" && text !== undefined && <RawText text={text} />}
      {way === "hex" && <HexDump bytes={bytes} />}
    </div>
  );
}

function ByteFactsLine({ bytes }: { readonly bytes: Uint8Array }): ReactElement {
  const facts = useMemo(() => byteFacts(bytes), [bytes]);
  const { length, isUtf8, hasByteOrderMark, crlfs, lfs, finalNewline, finalByte } = facts;
  const words = [
    formatBytes(length),
    isUtf8 ? "UTF-8" : "not UTF-8",
    hasByteOrderMark ? "byte order mark" : "no BOM",
    ...(crlfs > 0 ? [`${crlfs} CRLF`] : []),
    ...(lfs > 0 ? [`${lfs} LF`] : []),
    finalNewline === "none" ? "no final newline" : `ends with ${finalNewline}`,
    ...(finalByte === undefined
      ? []
      : [`final byte 0x${finalByte.toString(16).padStart(2, "0").toUpperCase()}`]),
  ];
  return <span className={classes["facts"]}>{words.join(" · ")}</span>;
}

/** `undefined` for what is not JSON; JSON itself has no undefined. */
function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
  } catch {
    return undefined;
  }
}
