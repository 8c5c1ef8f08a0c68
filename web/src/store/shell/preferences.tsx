import { AccountButton } from "../../auth/account-button.tsx";
import { loadAuthTexts } from "../../auth/texts/index.ts";
import { LanguageSwitch } from "../../ui/language-switch.tsx";
import { ThemeSwitch } from "../../ui/theme-switch.tsx";

/** Loaded together with its texts. */
export async function load() {
  await loadAuthTexts();
  return { default: Preferences };
}

/** Language, theme and account: not needed before the first paint. */
function Preferences() {
  return (
    <span className="flex">
      <LanguageSwitch />
      <ThemeSwitch />
      {/* On a phone it is on the passport page. */}
      <span className="max-sm:hidden">
        <AccountButton />
      </span>
    </span>
  );
}
