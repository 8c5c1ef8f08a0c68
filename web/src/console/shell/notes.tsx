import { Toaster } from "sonner";
import { useTheme } from "../../ui/theme.ts";

/** Short notes of what was just done or could not be. */
export function Notes() {
  const theme = useTheme();
  return <Toaster theme={theme} position="bottom-right" className="console-notes" />;
}
