import { createTheme } from "@mantine/core";
import { accent, dark, gray } from "./colors.ts";

const SYSTEM = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const MONOSPACE = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';

/** Dense and calm: small type, small controls, one accent, square enough to look precise. */
export const theme = createTheme({
  colors: { accent, gray, dark },
  primaryColor: "accent",
  primaryShade: 6,
  autoContrast: true,
  fontFamily: SYSTEM,
  fontFamilyMonospace: MONOSPACE,
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.5", xl: "1.4" },
  headings: {
    fontWeight: "600",
    sizes: { h1: { fontSize: "20px", lineHeight: "1.3" }, h2: { fontSize: "15px", lineHeight: "1.4" } },
  },
  defaultRadius: "sm",
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs" } },
    ActionIcon: { defaultProps: { size: "md", variant: "subtle", color: "gray" } },
    TextInput: { defaultProps: { size: "xs" } },
    PasswordInput: {
      defaultProps: {
        size: "xs",
        // What a mouse can press, Tab must reach.
        visibilityToggleFocusable: true,
        visibilityToggleButtonProps: { "aria-label": "Show what is typed" },
      },
    },
    Textarea: { defaultProps: { size: "xs" } },
    NativeSelect: { defaultProps: { size: "xs" } },
    Checkbox: { defaultProps: { size: "xs" } },
    SegmentedControl: { defaultProps: { size: "xs" } },
    Text: { defaultProps: { size: "sm" } },
    Tooltip: { defaultProps: { withArrow: true, events: { hover: true, focus: true, touch: true } } },
  },
});
