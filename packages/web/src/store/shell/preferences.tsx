import { LanguageSwitch } from "../../ui/language-switch.tsx";
import { ThemeSwitch } from "../../ui/theme-switch.tsx";

/** Language and theme: not needed before the first paint. */
export function Preferences() {
  return (
    <span className="flex">
      <LanguageSwitch />
      <ThemeSwitch />
    </span>
  );
}
