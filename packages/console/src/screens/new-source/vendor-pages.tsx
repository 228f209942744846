import type { ReactElement } from "react";
import type { SchemeData } from "../../senders/scheme-data.ts";
import classes from "./new-source.module.css";

/** Where the vendor describes its side, and what those pages leave out. */
export function VendorPages({ scheme }: { readonly scheme: SchemeData }): ReactElement {
  const { name, documentation, notes = [] } = scheme;
  return (
    <div className={classes["quiet"]}>
      <p className={classes["text"]}>
        {name} describes its side here:{" "}
        {documentation.map(({ url }, index) => (
          <span key={url}>
            {index > 0 && ", "}
            <a href={url} target="_blank" rel="noreferrer">
              {new URL(url).host + new URL(url).pathname}
            </a>
          </span>
        ))}
      </p>
      {notes.length > 0 && (
        <ul>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
