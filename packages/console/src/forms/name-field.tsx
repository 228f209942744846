import { TextInput } from "@mantine/core";
import type { TextInputProps } from "@mantine/core";
import type { ReactElement } from "react";
import { NAME_PATTERN, NAME_TITLE } from "./name-rule.ts";

/** Asks for the name of something new. Default: labelled "Name", in the form's `name`. */
export function NameField(props: Omit<TextInputProps, "pattern" | "title" | "required">): ReactElement {
  return (
    <TextInput
      label="Name"
      name="name"
      autoComplete="off"
      {...props}
      pattern={NAME_PATTERN}
      title={NAME_TITLE}
      required
    />
  );
}
