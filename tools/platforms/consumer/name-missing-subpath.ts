// The control: a compiler that says nothing of this does not look.
import { anything } from "countersign/nowhere";

export const value = anything;
