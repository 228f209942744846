import type { ReactElement } from "react";
import classes from "./header-list.module.css";

export interface ShownHeader {
  readonly name: string;
  readonly value: string;
}

/** The headers of a request, in the order and the spelling in which they came. */
export function HeaderList({ headers }: { readonly headers: readonly ShownHeader[] }): ReactElement {
  return (
    <dl className={classes["headers"]}>
      {headers.map(({ name, value }, index) => (
        <div key={`${index} ${name}`} className={classes["header"]}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
