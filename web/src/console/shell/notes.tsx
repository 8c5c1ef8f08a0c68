import { Toaster } from "sonner";
import { useTheme } from "../../ui/theme.ts";

/** Short notifications of what was just done, or failed. */
export function Notes() {
  const theme = useTheme();
  return <Toaster theme={theme} position="bottom-right" className="console-notes" />;
}
