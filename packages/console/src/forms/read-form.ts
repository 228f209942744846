/** Reads a form's texts: without the blanks at their ends, or exactly as typed. */
export interface FormTexts {
  /** What a field holds, trimmed; empty where there is no such field. */
  readonly text: (name: string) => string;
  /** A password, whose blanks are part of it. */
  readonly exact: (name: string) => string;
}

/** Gives the texts of a form that is being sent. */
export function readForm(form: HTMLFormElement): FormTexts {
  const data = new FormData(form);
  const exact = (name: string): string => {
    const value = data.get(name);
    return typeof value === "string" ? value : "";
  };
  return { exact, text: (name) => exact(name).trim() };
}
