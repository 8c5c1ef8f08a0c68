import { SignedInOnly } from "../../auth/signed-in-only.tsx";
import { ConsoleShell } from "./console-shell.tsx";

/** The console, for operators and viewers. */
export function GuardedShell() {
  return (
    <SignedInOnly action="look">
      <ConsoleShell />
    </SignedInOnly>
  );
}
