import { Button, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import type { ReactElement } from "react";
import { useSession } from "../api/session.ts";
import fields from "../filters/filter-bar.module.css";
import { DialogForm } from "../forms/dialog-form.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { MAX_NAME_CHARACTERS, areSameFilters, forgetView, saveView, useSavedViews } from "./saved-views.ts";

export interface ViewChoiceProps {
  /** Whose views: "inbox". */
  readonly list: string;
  /** The filters that are set. */
  readonly filters: Readonly<Record<string, string>>;
  /** Called with the filters of the view that was chosen. */
  readonly onChoose: (filters: Readonly<Record<string, string>>) => void;
}

/** Filters under a name, kept in this browser: chosen again in one step, saved while they are set. */
export function ViewChoice({ list, filters, onChoose }: ViewChoiceProps): ReactElement | null {
  const place = { organization: useSession().organization, list };
  const views = useSavedViews(place);
  const [isNaming, setIsNaming] = useState(false);
  const id = useId();
  const current = views.find((view) => areSameFilters(view.filters, filters));
  const isFiltered = Object.keys(filters).length > 0;
  if (views.length === 0 && !isFiltered) return null;
  return (
    <>
      {views.length > 0 && (
        <div className={fields["field"]} data-set={current !== undefined}>
          <label htmlFor={id}>View</label>
          <select
            id={id}
            value={current?.name ?? ""}
            onChange={(event) =>
              onChoose(views.find(({ name }) => name === event.currentTarget.value)?.filters ?? {})
            }
          >
            <option value="">none</option>
            {views.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      {current === undefined && isFiltered && (
        <Button size="compact-xs" variant="subtle" onClick={() => setIsNaming(true)}>
          Save view…
        </Button>
      )}
      {current !== undefined && (
        <Button size="compact-xs" variant="subtle" onClick={() => forgetView(place, current.name)}>
          Forget view
        </Button>
      )}
      <Dialog title="Save these filters as a view" isOpen={isNaming} onClose={() => setIsNaming(false)}>
        <NameForm
          taken={views.map(({ name }) => name)}
          onClose={() => setIsNaming(false)}
          onName={(name) => {
            saveView(place, { name, filters });
            setIsNaming(false);
          }}
        />
      </Dialog>
    </>
  );
}

interface NameFormProps {
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onName: (name: string) => void;
}

function NameForm({ taken, onClose, onName }: NameFormProps): ReactElement {
  const [text, setText] = useState("");
  const name = text.trim();
  return (
    <DialogForm
      act="Save the view"
      leave="Save nothing"
      isReady={name !== ""}
      isBusy={false}
      onSubmit={() => onName(name)}
      onClose={onClose}
    >
      <div>It is kept in this browser alone. To show it to somebody, send them the address of the page.</div>
      <TextInput
        label="Name"
        description={taken.includes(name) ? "There is a view of this name: it is replaced." : undefined}
        value={text}
        maxLength={MAX_NAME_CHARACTERS}
        autoComplete="off"
        required
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </DialogForm>
  );
}
