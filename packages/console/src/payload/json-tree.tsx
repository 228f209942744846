import { useState } from "react";
import type { ReactElement } from "react";
import { Icon } from "../parts/icon.tsx";
import { toggled } from "../table/selection.ts";
import { jsonLines } from "./json-lines.ts";
import type { JsonLine } from "./json-lines.ts";
import { LineList } from "./line-list.tsx";
import classes from "./json-tree.module.css";

export interface JsonTreeProps {
  readonly value: unknown;
  /** True: texts such as `text(≤32)` and `number` are what the gateway shows instead of values. */
  readonly isMasked: boolean;
  readonly label: string;
}

const INDENT_PX = 16;

/** A JSON value, line by line, of any size; objects and arrays fold. */
export function JsonTree({ value, isMasked, label }: JsonTreeProps): ReactElement {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const lines = jsonLines(value, folded);
  return (
    <LineList
      label={label}
      count={lines.length}
      line={(index) => {
        const line = lines[index];
        return (
          line && (
            <TreeLine
              line={line}
              isMasked={isMasked}
              isFolded={folded.has(line.pointer)}
              onFold={() => setFolded(toggled(folded, line.pointer))}
            />
          )
        );
      }}
    />
  );
}

interface TreeLineProps {
  readonly line: JsonLine;
  readonly isMasked: boolean;
  readonly isFolded: boolean;
  readonly onFold: () => void;
}

function TreeLine({ line, isMasked, isFolded, onFold }: TreeLineProps): ReactElement {
  const { name, kind, text, depth, isFoldable, pointer } = line;
  return (
    <div className={classes["line"]} style={{ paddingLeft: depth * INDENT_PX }} title={pointer}>
      {isFoldable ? (
        <button
          type="button"
          className={classes["fold"]}
          aria-expanded={!isFolded}
          aria-label={`${name ?? "The whole value"}, ${text}`}
          onClick={onFold}
        >
          <Icon name="chevron" size={12} />
        </button>
      ) : (
        <span className={classes["gap"]} />
      )}
      {name !== undefined && <span className={classes["name"]}>{name}</span>}
      <span className={classes["value"]} data-kind={isMasked && isMask(text) ? "masked" : kind}>
        {isMasked && isMask(text) ? text.replaceAll('"', "") : text}
      </span>
    </div>
  );
}

/** What the gateway writes in the place of a value. */
const MASK = /^"(text\([≤>]\d+\)|number|boolean|nested)"$/;

function isMask(text: string): boolean {
  return MASK.test(text);
}
