import { Button } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import type { ReactElement, ReactNode } from "react";
import { useHotkeys } from "../hotkeys/use-hotkeys.ts";
import { Icon } from "../parts/icon.tsx";
import { isAllowed } from "./define-filters.ts";
import type { Filter, FilterValues, Filters } from "./define-filters.ts";
import classes from "./filter-bar.module.css";

export interface FilterBarProps<F extends Filters> {
  readonly filters: F;
  readonly values: FilterValues<F>;
  /** Called with all values that are set from now on; the screen writes them into the URL. */
  readonly onChange: (values: FilterValues<F>) => void;
  /** At the end of the line: a switch, a count. */
  readonly children?: ReactNode;
}

/** The filters of a list. They live in the URL: a link carries them, and Back undoes them. `f` goes to the first. */
export function FilterBar<F extends Filters>(props: FilterBarProps<F>): ReactElement {
  const { filters, values, onChange, children } = props;
  const [isUnfolded, setIsUnfolded] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const id = useId();
  const set = Object.keys(values).length;
  useHotkeys([
    {
      keys: "f",
      does: "Filter",
      run: () => {
        setIsUnfolded(true);
        // After the next paint: on a phone the fields were not there before.
        requestAnimationFrame(() => bar.current?.querySelector<HTMLElement>("input, select")?.focus());
      },
    },
  ]);
  const change = (name: string, value: string): void => {
    const { [name]: _, ...others } = values as Readonly<Record<string, string>>;
    onChange((value === "" ? others : { ...others, [name]: value }) as FilterValues<F>);
  };
  return (
    <div className={classes["line"]}>
      <button
        type="button"
        className={classes["unfold"]}
        aria-expanded={isUnfolded}
        aria-controls={id}
        onClick={() => setIsUnfolded(!isUnfolded)}
      >
        <Icon name="filter" size={14} />
        Filters{set > 0 && ` (${set})`}
      </button>
      <div ref={bar} id={id} className={classes["filters"]} role="search" data-unfolded={isUnfolded}>
        {Object.entries(filters).map(([name, filter]) => (
          <FilterField
            key={name}
            filter={filter}
            value={values[name] ?? ""}
            onChange={(value) => change(name, value)}
          />
        ))}
        {set > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={() => onChange({})}>
            Clear
          </Button>
        )}
      </div>
      {children !== undefined && <div className={classes["end"]}>{children}</div>}
    </div>
  );
}

interface FieldProps {
  readonly filter: Filter;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function FilterField({ filter, value, onChange }: FieldProps): ReactElement {
  const id = useId();
  return (
    <div className={classes["field"]} data-set={value !== ""}>
      <label htmlFor={id}>{filter.label}</label>
      {filter.kind === "choice" ? (
        <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">{filter.unset ?? "any"}</option>
          {Object.entries(filter.choices).map(([choice, word]) => (
            <option key={choice} value={choice}>
              {word}
            </option>
          ))}
        </select>
      ) : (
        <TextFilter id={id} filter={filter} value={value} onChange={onChange} />
      )}
    </div>
  );
}

/** Applied with Enter or on leaving the field: a list that is asked anew at each letter jumps under the eye. */
function TextFilter(props: FieldProps & { readonly id: string }): ReactElement {
  const { id, filter, value, onChange } = props;
  const [text, setText] = useState(value);
  // The URL changes by Back and by links too.
  useEffect(() => setText(value), [value]);
  const isWrong = text !== "" && !isAllowed(filter, text);
  const apply = (): void => {
    if (!isWrong && text !== value) onChange(text);
  };
  return (
    <input
      id={id}
      value={text}
      aria-invalid={isWrong}
      title={isWrong ? "No name or pattern that there can be" : undefined}
      placeholder={filter.kind === "text" ? filter.placeholder : undefined}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setText(event.currentTarget.value.trim())}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === "Enter") apply();
        if (event.key === "Escape") event.currentTarget.blur();
      }}
    />
  );
}
